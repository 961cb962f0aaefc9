package dev.floe.examples.video;

import java.nio.ByteBuffer;

/** The parts that RTCP packets are made of, and where in them SSRCs stand (RFC 3550, 4585, 5104). */
final class ControlPart {
    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int DESCRIPTION = 202;
    private static final int GOODBYE = 203;
    private static final int TRANSPORT_FEEDBACK = 205;
    private static final int PAYLOAD_FEEDBACK = 206;

    private static final int SSRC_AT = 4;

    /** Who says it, and of which stream. */
    private static final int FEEDBACK_SSRCS = 2;

    private static final int FEEDBACK_AT = 12;
    private static final int REPORTS_AT = 8;
    private static final int SENDERS_REPORTS_AT = 28;
    private static final int REPORT = 24;

    /** RFC 5104 section 4.2: a bandwidth or a wanted keyframe, each with the SSRC that it concerns. */
    private static final int TMMBR = 3;

    private static final int TMMBN = 4;
    private static final int FIR = 4;
    private static final int ENTRY = 8;

    /** The receiver's estimate of the bandwidth (draft-alvestrand-rmcat-remb): four letters, a count, then SSRCs. */
    private static final int APPLICATION = 15;

    private static final int REMB = 0x52454D42;
    private static final int REMB_COUNT_AT = 16;
    private static final int REMB_SSRCS_AT = 20;

    private ControlPart() {}

    /** Turns each SSRC of a part around; returns false if the part is broken or not known. */
    static boolean turn(ByteBuffer part) {
        int count = part.get(0) & 0x1F;
        return switch (part.get(1) & 0xFF) {
            case SENDER_REPORT -> turnSender(part) && turnAll(part, SENDERS_REPORTS_AT, REPORT, count);
            case RECEIVER_REPORT -> turnSender(part) && turnAll(part, REPORTS_AT, REPORT, count);
            case DESCRIPTION -> turnChunks(part, count);
            case GOODBYE -> turnAll(part, SSRC_AT, Integer.BYTES, count);
            case TRANSPORT_FEEDBACK -> turnFeedback(part) && turnTransportFeedback(part, count);
            case PAYLOAD_FEEDBACK -> turnFeedback(part) && turnPayloadFeedback(part, count);
            default -> false;
        };
    }

    private static boolean turnSender(ByteBuffer part) {
        return turnAll(part, SSRC_AT, Integer.BYTES, 1);
    }

    private static boolean turnFeedback(ByteBuffer part) {
        return turnAll(part, SSRC_AT, Integer.BYTES, FEEDBACK_SSRCS);
    }

    private static boolean turnTransportFeedback(ByteBuffer part, int format) {
        return switch (format) {
            case TMMBR, TMMBN -> turnEntries(part);
            default -> true;
        };
    }

    private static boolean turnPayloadFeedback(ByteBuffer part, int format) {
        return switch (format) {
            case FIR -> turnEntries(part);
            case APPLICATION -> turnEstimate(part);
            default -> true;
        };
    }

    private static boolean turnEntries(ByteBuffer part) {
        return turnAll(part, FEEDBACK_AT, ENTRY, (part.limit() - FEEDBACK_AT) / ENTRY);
    }

    private static boolean turnEstimate(ByteBuffer part) {
        return part.limit() >= REMB_SSRCS_AT
                && part.getInt(FEEDBACK_AT) == REMB
                && turnAll(part, REMB_SSRCS_AT, Integer.BYTES, part.get(REMB_COUNT_AT) & 0xFF);
    }

    /** Turns the SSRCs that entries of one size begin with; returns false if there are fewer entries. */
    private static boolean turnAll(ByteBuffer part, int from, int size, int count) {
        if (from + size * count > part.limit()) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            Mirror.turn(part, from + size * i);
        }
        return true;
    }

    /** RFC 3550 section 6.5: an SSRC, items of type, length and text up to a zero, and padding to four bytes. */
    private static boolean turnChunks(ByteBuffer part, int count) {
        int at = SSRC_AT;
        for (int i = 0; i < count; i++) {
            if (at + Integer.BYTES >= part.limit()) {
                return false;
            }
            Mirror.turn(part, at);
            at = endOfItems(part, at + Integer.BYTES);
        }
        return at <= part.limit();
    }

    private static int endOfItems(ByteBuffer part, int from) {
        int at = from;
        while (at < part.limit() && part.get(at) != 0) {
            at += at + 1 < part.limit() ? 2 + (part.get(at + 1) & 0xFF) : part.limit();
        }
        return (at + Integer.BYTES) / Integer.BYTES * Integer.BYTES;
    }
}
