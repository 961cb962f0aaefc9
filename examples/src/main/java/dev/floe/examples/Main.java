package dev.floe.examples;

/** The runnable jar's entry point. */
public final class Main {
    private Main() {}

    /**
     * Prints how the jar is used.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.out.println("Usage: java -jar floe-examples.jar [options]");
    }
}
