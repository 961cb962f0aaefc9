package dev.floe.examples.support;

/**
 * What a network does to datagrams, each way alike.
 *
 * @param lost the share that never arrives, 0 to 1
 * @param doubled the share that arrives twice
 * @param spoilt the share of which one bit is turned
 * @param delayMillis how long each takes at least
 * @param jitterMillis by how much more it may take, at random: so that one overtakes another
 * @param kilobytesPerSecond how much is carried; what would have to wait for more than half a second is lost
 */
public record Weather(
        double lost, double doubled, double spoilt, int delayMillis, int jitterMillis, int kilobytesPerSecond) {
    /** Everything arrives at once. */
    public static final Weather CALM = loss(0);

    /** Some of it is lost, and the rest arrives at once. */
    public static Weather loss(double lost) {
        return new Weather(lost, 0, 0, 0, 0, 1_000_000);
    }
}
