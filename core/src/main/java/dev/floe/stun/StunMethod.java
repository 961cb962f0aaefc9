package dev.floe.stun;

import java.util.Locale;

/** The STUN methods of IANA's registry, by number; ICE speaks {@link #BINDING} only. */
public final class StunMethod {
    /** RFC 8489 section 18.2. */
    public static final int BINDING = 0x001;

    private StunMethod() {}

    /**
     * {@return the name of a method for people, its number in hex if it has none}
     *
     * @param method 12 bits
     */
    public static String name(int method) {
        return switch (method) {
            case BINDING -> "Binding";
            case 0x003 -> "Allocate";
            case 0x004 -> "Refresh";
            case 0x006 -> "Send";
            case 0x007 -> "Data";
            case 0x008 -> "CreatePermission";
            case 0x009 -> "ChannelBind";
            case 0x00A -> "Connect";
            case 0x00B -> "ConnectionBind";
            case 0x00C -> "ConnectionAttempt";
            case 0x080 -> "GOOG-PING";
            default -> String.format(Locale.ROOT, "0x%03x", method);
        };
    }
}
