package dev.floe.bench;

import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.ice4j.StunException;
import org.ice4j.attribute.Attribute;
import org.ice4j.attribute.MessageIntegrityAttribute;
import org.ice4j.attribute.UsernameAttribute;
import org.ice4j.message.Message;
import org.ice4j.message.Request;
import org.ice4j.message.Response;
import org.ice4j.stack.RawMessage;
import org.ice4j.stack.StunStack;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * ice4j's codec by itself, in one thread: a request is decoded (which checks its FINGERPRINT), its USERNAME and
 * MESSAGE-INTEGRITY are validated by the stack's own methods, and the success response is built and encoded. No
 * transaction is kept and nothing is sent.
 */
@State(Scope.Thread)
public class Ice4jCodec {
    private byte[][] requests = {};
    private StunStack stack = Ice4j.stack();
    private int next;

    /** Makes the requests, and makes sure that one is answered with a signed success. */
    @Setup
    public void prepare() throws StunException {
        requests =
                Stream.generate(Party.peer()::nominatingCheck).limit(Party.POOL).toArray(byte[][]::new);
        Sessions.requireSuccess(ByteBuffer.wrap(requests[0]), check());
    }

    byte[] check() throws StunException {
        byte[] bytes = requests[next];
        next = next + 1 & Party.POOL - 1;
        RawMessage raw = RawMessage.build(bytes, bytes.length, Ice4j.REMOTE, Ice4j.REMOTE);
        Request request = (Request) Message.decode(raw.getBytes(), 0, raw.getMessageLength());
        validate(request, raw);
        Response response = Ice4j.success(request, Ice4j.REMOTE);
        response.setTransactionID(request.getTransactionID());
        return response.encode(stack);
    }

    private void validate(Request request, RawMessage raw) {
        UsernameAttribute name = (UsernameAttribute) request.getAttribute(Attribute.USERNAME);
        MessageIntegrityAttribute integrity =
                (MessageIntegrityAttribute) request.getAttribute(Attribute.MESSAGE_INTEGRITY);
        String username = Ice4j.ascii(name.getUsername());
        boolean addressed =
                stack.getCredentialsManager().checkLocalUserName(username.substring(0, username.indexOf(':')));
        Party.require(addressed && stack.validateMessageIntegrity(integrity, username, true, raw), "it is valid");
        Party.require(request.containsAttribute(Attribute.FINGERPRINT), "it bears a fingerprint");
    }

    /** Ends the stack. */
    @TearDown
    public void end() {
        stack.shutDown();
    }
}
