package dev.floe.stun;

/** What a check on a STUN message has found. */
public enum Finding {
    /** It was checked, and is right. */
    RIGHT("right"),
    /** It was checked, and is wrong. */
    WRONG("wrong"),
    /** The message does not have what would be checked. */
    ABSENT("absent"),
    /** It could not be checked. */
    UNCHECKED("not checked");

    private final String words;

    Finding(String words) {
        this.words = words;
    }

    /** {@return the finding in plain words} */
    public String words() {
        return words;
    }
}
