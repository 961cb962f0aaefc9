package dev.floe.examples.support;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection for requests that no proper client would send. Fails after some seconds without an answer. */
public final class RawHttp implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;

    public RawHttp(URI server) throws IOException {
        this(server.getPort());
    }

    public RawHttp(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** Sends text as it stands; line ends are CRLF. */
    public RawHttp send(String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return this;
    }

    /** Sends as many bytes as the server takes before it closes, at most {@code most}; returns how many those were. */
    public long flood(long most) throws IOException {
        byte[] chunk = new byte[64 << 10];
        long sent = 0;
        try {
            while (sent < most) {
                socket.getOutputStream().write(chunk);
                sent += chunk.length;
            }
        } catch (IOException closed) {
            return sent;
        }
        return sent;
    }

    /** Returns everything up to the end of the connection. */
    public String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Returns the next {@code length} characters. */
    public String read(int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    /** Returns the data of the next server-sent event. */
    public String readEvent() throws IOException {
        StringBuilder event = new StringBuilder();
        while (!event.toString().endsWith("\n\n")) {
            event.append(read(1));
        }
        return event.substring(event.indexOf("data: ") + "data: ".length());
    }

    /** Returns everything up to the end of a header. */
    public String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        int next = 0;
        while (next >= 0 && head.indexOf("\r\n\r\n") < 0) {
            next = socket.getInputStream().read();
            head.append((char) next);
        }
        return head.toString();
    }

    /** Sends a whole request and returns the status code of what comes back. */
    public static int status(URI server, String request) throws IOException {
        try (RawHttp connection = new RawHttp(server)) {
            return Integer.parseInt(connection.send(request).readHead().substring(9, 12));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
