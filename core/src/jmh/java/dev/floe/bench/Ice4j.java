package dev.floe.bench;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.ice4j.StackProperties;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.attribute.Attribute;
import org.ice4j.attribute.AttributeFactory;
import org.ice4j.attribute.UsernameAttribute;
import org.ice4j.message.MessageFactory;
import org.ice4j.message.Request;
import org.ice4j.message.Response;
import org.ice4j.security.CredentialsAuthority;
import org.ice4j.stack.StunStack;

/** What both benchmarks of ice4j use: one short-term credential, integrity required, and the answer to a check. */
final class Ice4j {
    static final TransportAddress REMOTE = address(7, 50001);

    private Ice4j() {}

    static TransportAddress address(int host, int port) {
        try {
            byte[] bytes = {(byte) 192, 0, 2, (byte) host};
            return new TransportAddress(InetAddress.getByAddress(bytes), port, Transport.UDP);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Makes a stack that wants MESSAGE-INTEGRITY, as it does not by default. */
    static StunStack stack() {
        System.setProperty(StackProperties.REQUIRE_MESSAGE_INTEGRITY, "true");
        StunStack stack = new StunStack();
        stack.getCredentialsManager().registerAuthority(new Credential());
        return stack;
    }

    /** A signed success with a fingerprint. USERNAME, which ice4j's agent adds, is left out as the RFC wants. */
    static Response success(Request request, TransportAddress to) {
        UsernameAttribute username = (UsernameAttribute) request.getAttribute(Attribute.USERNAME);
        Response response = MessageFactory.createBindingResponse(request, to);
        response.putAttribute(AttributeFactory.createMessageIntegrityAttribute(ascii(username.getUsername())));
        response.putAttribute(AttributeFactory.createFingerprintAttribute());
        return response;
    }

    static String ascii(byte[] text) {
        return new String(text, StandardCharsets.US_ASCII);
    }

    /** Knows one ufrag, with or without the peer's behind it. */
    private static final class Credential implements CredentialsAuthority {
        private final byte[] password = Party.LOCAL.password().getBytes(StandardCharsets.US_ASCII);

        @Override
        public byte[] getLocalKey(String username) {
            return checkLocalUserName(username) ? password : null;
        }

        @Override
        public byte[] getRemoteKey(String username, String media) {
            return null;
        }

        @Override
        public boolean checkLocalUserName(String username) {
            int colon = username.indexOf(':');
            return (colon < 0 ? username : username.substring(0, colon)).equals(Party.LOCAL.ufrag());
        }
    }
}
