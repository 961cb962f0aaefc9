package dev.floe.session.data;

/** How the channels of a session share its way out, by the weights of RFC 8831 section 6.4. */
public enum Priority {
    /** Half as much as {@link #LOW}. */
    VERY_LOW(128),
    /** What a channel has that asks for nothing. */
    LOW(256),
    /** Twice as much as {@link #LOW}. */
    MEDIUM(512),
    /** Four times as much as {@link #LOW}. */
    HIGH(1024);

    private final int weight;

    Priority(int weight) {
        this.weight = weight;
    }

    int weight() {
        return weight;
    }

    /** Returns what a peer's number comes next to from below. */
    static Priority of(int weight) {
        Priority found = VERY_LOW;
        for (Priority priority : values()) {
            if (weight >= priority.weight) {
                found = priority;
            }
        }
        return found;
    }
}
