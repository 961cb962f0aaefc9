package dev.floe.examples.options;

/** A command line that breaks a rule. The message names the option and the rule. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception whose message is {@code "option: rule"}, on one line whatever was typed.
     *
     * @param option as in {@code "--http-port"}
     * @param rule what its value must be
     */
    public UsageException(String option, String rule) {
        super((option + ": " + rule).replaceAll("\\p{Cntrl}", "?"));
    }
}
