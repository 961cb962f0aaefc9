package dev.floe.examples.decode;

/** Input that breaks its format. The message says how. */
final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String fault) {
        super(fault);
    }
}
