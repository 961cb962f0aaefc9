package dev.floe.examples.decode;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Optional;

/** Finds out what an input is: a capture, hex as text, or the bytes of one message. */
final class Decoding {
    /** Far more than a message in hex takes. */
    private static final int LONGEST = 1024 * 1024;

    private final Printer printer;

    Decoding(Printer printer) {
        this.printer = printer;
    }

    void decode(InputStream input) throws IOException, MalformedException {
        PushbackInputStream in = new PushbackInputStream(input, Capture.PEEK);
        Optional<Capture> capture = Capture.of(in);
        if (capture.isPresent()) {
            decode(capture.get());
        } else {
            decode(in.readNBytes(LONGEST + 1));
        }
    }

    private void decode(byte[] content) throws MalformedException {
        if (content.length == 0) {
            throw new MalformedException("the input is empty");
        }
        if (content.length > LONGEST) {
            throw new MalformedException("the input is no capture, and longer than any message");
        }
        Optional<String> digits = HexText.digits(content);
        printer.message(digits.isPresent() ? HexText.bytes(digits.get()) : content);
    }

    private void decode(Capture capture) throws IOException, MalformedException {
        for (Optional<Packet> packet = capture.next(); packet.isPresent(); packet = capture.next()) {
            printer.packet(packet.get());
        }
        printer.requireMessages();
    }
}
