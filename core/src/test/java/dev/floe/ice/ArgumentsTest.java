package dev.floe.ice;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.sim.Addresses;
import dev.floe.sim.AgentRig;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers may say, and what they are told when they may not. */
class ArgumentsTest {
    private static final String PASSWORD = "a".repeat(22);

    @Tag("C6")
    @Tag("C7")
    @Test
    void thePoliciesAreWhatTheirDocumentationSays() {
        assertEquals(Duration.ofSeconds(1), ConsentPolicy.DEFAULT.period());
        assertEquals(Duration.ofSeconds(30), ConsentPolicy.DEFAULT.expiry());
        assertEquals(Duration.ofMinutes(10), ConsentPolicy.DEFAULT.requestLimit());
        assertEquals(ConsentPolicy.Renewal.RESPONSE_OR_REQUEST, ConsentPolicy.DEFAULT.renewal());
        assertEquals(Duration.ofSeconds(5), ConsentPolicy.RFC7675.period());
        assertEquals(Duration.ofSeconds(30), ConsentPolicy.RFC7675.expiry());
        assertEquals(ConsentPolicy.Renewal.RESPONSE, ConsentPolicy.RFC7675.renewal());
        assertEquals(Duration.ofSeconds(30), ConsentPolicy.PASSIVE.expiry());
        assertFalse(ConsentPolicy.PASSIVE.asks());
        assertTrue(ConsentPolicy.DEFAULT.asks());
    }

    @ParameterizedTest
    @CsvSource({"1000, 5000", "200, 5000", "2000, 5000", "2001, 5002", "5000, 12500"})
    void warnsAfterFiveSecondsOrTwoAndAHalfPeriods(long period, long expected) {
        ConsentPolicy policy = ConsentPolicy.DEFAULT.withPeriod(Duration.ofMillis(period));

        assertEquals(expected, policy.disconnectedAfter().toMillis());
        assertTrue(ConsentPolicy.PASSIVE.disconnectedAfter().compareTo(Duration.ofSeconds(15)) >= 0);
    }

    @Test
    void aPeriodHasAtLeast200Milliseconds() {
        assertDoesNotThrow(() -> ConsentPolicy.DEFAULT.withPeriod(Duration.ofMillis(200)));
        refuses(
                "period",
                () -> ConsentPolicy.DEFAULT.withPeriod(Duration.ofMillis(200).minusNanos(1)));
        refuses("period", () -> ConsentPolicy.DEFAULT.withPeriod(Duration.ZERO));
        refuses("period", () -> ConsentPolicy.DEFAULT.withPeriod(Duration.ofSeconds(-1)));
    }

    @Test
    void anExpiryHasAtLeastTwoPeriods() {
        assertDoesNotThrow(() -> ConsentPolicy.DEFAULT.withExpiry(Duration.ofSeconds(2)));
        refuses(
                "expiry",
                () -> ConsentPolicy.DEFAULT.withExpiry(Duration.ofSeconds(2).minusNanos(1)));
        refuses("expiry", () -> ConsentPolicy.DEFAULT.withPeriod(Duration.ofSeconds(16)));
    }

    @Test
    void aRequestLimitIsNotNegative() {
        assertDoesNotThrow(() -> ConsentPolicy.DEFAULT.withRequestLimit(Duration.ZERO));
        refuses("requestLimit", () -> ConsentPolicy.DEFAULT.withRequestLimit(Duration.ofNanos(-1)));
    }

    @Test
    void anyValidPolicyCanBeRunHoweverLongItsTimes() {
        ConsentPolicy slow = ConsentPolicy.DEFAULT
                .withExpiry(Duration.ofDays(36_500))
                .withPeriod(Duration.ofDays(30))
                .withRequestLimit(Duration.ofDays(36_500));
        AgentRig rig = new AgentRig(slow);
        rig.connect(Addresses.PEER);
        long delay = rig.agent.delayNanos(rig.now());

        assertTrue(delay > 0);
        rig.advance(Duration.ofDays(37));
        assertEquals(2, rig.out.checks().size());
    }

    @Test
    void whatNanosecondsCannotHoldIsRefused() {
        refuses("expiry", () -> ConsentPolicy.DEFAULT.withExpiry(Duration.ofDays(36_501)));
        refuses("requestLimit", () -> ConsentPolicy.DEFAULT.withRequestLimit(Duration.ofDays(36_501)));
        refuses("connectTimeout", () -> config(Duration.ofDays(36_501)));
    }

    @Tag("I29")
    @ParameterizedTest
    @ValueSource(strings = {"abcd", "AZaz09+/"})
    void takesUfragsOfTheAlphabet(String ufrag) {
        assertEquals(ufrag, IceCredentials.of(ufrag, PASSWORD).ufrag());
        assertEquals(
                256, IceCredentials.of("u".repeat(256), "p".repeat(256)).ufrag().length());
    }

    @Tag("I29")
    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "abc:", "abc d", "abc-", "abc_", "abcé", "abc=", "abc\n"})
    void refusesOtherUfrags(String ufrag) {
        refuses("ice-ufrag", () -> IceCredentials.of(ufrag, PASSWORD));
    }

    @Tag("I29")
    @ParameterizedTest
    @ValueSource(ints = {0, 21, 257})
    void refusesPasswordsOfOtherLengths(int length) {
        refuses("ice-pwd", () -> IceCredentials.of("abcd", "s".repeat(length)));
        refuses("ice-ufrag", () -> IceCredentials.of("s".repeat(257), PASSWORD));
    }

    @Tag("I29")
    @Test
    void neverShowsAPassword() {
        String secret = "secretsecretsecretsecret!";
        String message = refuses("ice-pwd", () -> IceCredentials.of("abcd", secret));

        assertFalse(message.contains("secret"), message);
        assertFalse(IceCredentials.of("abcd", PASSWORD).toString().contains(PASSWORD));
    }

    @Tag("I4")
    @Test
    void drawsLongCredentialsThatDiffer() {
        Set<String> drawn = new HashSet<>();
        Random random = new Random(5);
        for (int i = 0; i < 1_000; i++) {
            IceCredentials credentials = IceCredentials.generate(random);
            assertTrue(credentials.ufrag().length() * 6 >= 24);
            assertTrue(credentials.password().length() * 6 >= 128);
            drawn.add(credentials.ufrag());
            drawn.add(credentials.password());
        }

        assertEquals(2_000, drawn.size());
    }

    @Tag("I1")
    @Tag("I2")
    @Tag("I3")
    @Test
    void aHostCandidateHasTheHighestPriorityAndAFoundationOfItsOwn() {
        Candidate first = Candidate.host(0, Addresses.OURS);
        Candidate second = Candidate.host(1, Addresses.ipv6(1, 4242));

        assertEquals(2130706431L, first.priority());
        assertEquals(2130706175L, second.priority());
        assertNotEquals(first.foundation(), second.foundation());
        assertThrows(
                IllegalArgumentException.class,
                () -> Candidate.host(0, InetSocketAddress.createUnresolved("host.invalid", 1)));
    }

    @Test
    void aConnectTimeoutIsLongerThanZero() {
        refuses("connectTimeout", () -> config(Duration.ZERO));
        refuses("connectTimeout", () -> config(Duration.ofNanos(-1)));
    }

    private static IceConfig config(Duration timeout) {
        return new IceConfig(AgentRig.LOCAL, Optional.empty(), ConsentPolicy.DEFAULT, timeout);
    }

    @Tag("I12")
    @Test
    void aUsernameKeepsItsHalvesApart() {
        Username username = Username.parse("mine:theirs");

        assertEquals(new Username("mine", "theirs"), username);
        assertEquals("mine:theirs", username.toString());
        assertThrows(IllegalArgumentException.class, () -> Username.parse("neither"));
    }

    private static String refuses(String field, org.junit.jupiter.api.function.Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message != null && message.startsWith(field), message);
        return message == null ? "" : message;
    }
}
