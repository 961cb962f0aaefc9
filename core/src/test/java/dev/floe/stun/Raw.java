package dev.floe.stun;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Writes messages that the builder would refuse to write: wrong lengths, garbage in the padding. */
final class Raw {
    private final ByteArrayOutputStream attributes = new ByteArrayOutputStream();
    private int type = 0x0001;
    private int cookie = StunMessage.COOKIE;
    private int lengthError;

    static Raw binding() {
        return new Raw();
    }

    Raw type(int messageType) {
        type = messageType;
        return this;
    }

    Raw cookie(int value) {
        cookie = value;
        return this;
    }

    /** Makes the header's length wrong by so much. */
    Raw lengthError(int error) {
        lengthError = error;
        return this;
    }

    Raw attribute(Attribute attribute, int... value) {
        return attribute(attribute.type(), 0, value);
    }

    /** Adds an attribute that is padded with {@code filler}. */
    Raw attribute(int attributeType, int filler, int... value) {
        header(attributeType, value.length);
        for (int b : value) {
            attributes.write(b);
        }
        while (attributes.size() % 4 != 0) {
            attributes.write(filler);
        }
        return this;
    }

    /** Adds an attribute's header alone. */
    Raw header(int attributeType, int length) {
        attributes.writeBytes(ByteBuffer.allocate(4)
                .putShort((short) attributeType)
                .putShort((short) length)
                .array());
        return this;
    }

    ByteBuffer build() {
        ByteBuffer message = ByteBuffer.allocate(StunMessage.HEADER_LENGTH + attributes.size());
        message.putShort((short) type).putShort((short) (attributes.size() + lengthError));
        message.putInt(cookie).putInt(0x01020304).putLong(0x05060708090a0b0cL);
        return message.put(attributes.toByteArray()).flip();
    }
}
