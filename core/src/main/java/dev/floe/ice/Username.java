package dev.floe.ice;

/**
 * The USERNAME of a check: the receiver's ufrag, a colon, the sender's (RFC 8445 section 7.2.2). Kept in one place so
 * that the halves cannot be swapped.
 *
 * @param receiver the ufrag of the agent that receives the check
 * @param sender the ufrag of the agent that sends it
 */
public record Username(String receiver, String sender) {
    /**
     * Reads a USERNAME.
     *
     * @param value as in {@code "local:peer"}
     * @return its two halves
     * @throws IllegalArgumentException if there is no colon
     */
    public static Username parse(String value) {
        int colon = value.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(
                    "USERNAME: two ufrags separated by a colon are wanted (RFC 8445 section 7.2.2)");
        }
        return new Username(value.substring(0, colon), value.substring(colon + 1));
    }

    /** Returns the attribute's value. */
    @Override
    public String toString() {
        return receiver + ":" + sender;
    }
}
