package dev.floe.sdp;

/** A session description that breaks a rule. The message names the field and the rule, never a secret. */
public final class SdpException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** The line or attribute at fault. */
    private final String field;

    /**
     * Makes an exception whose message is {@code "field: rule"}.
     *
     * @param field the line or attribute at fault, as in {@code "a=ice-pwd"}
     * @param rule what it must be, and the RFC section that says so
     */
    public SdpException(String field, String rule) {
        super(field + ": " + rule);
        this.field = field;
    }

    /** Says of an attribute what a value type said: its messages are {@code "name: rule"}. */
    static SdpException ofAttribute(IllegalArgumentException broken) {
        String[] parts = String.valueOf(broken.getMessage()).split(": ", 2);
        return new SdpException("a=" + parts[0], parts[parts.length - 1]);
    }

    /** {@return the line or attribute at fault, as in {@code "a=ice-pwd"}} */
    public String field() {
        return field;
    }
}
