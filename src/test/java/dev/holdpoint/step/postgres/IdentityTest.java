package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdentityTest {
    private static final Identity ONE = new Identity("7001", "1790000000.000001", 5);

    @Test
    void aPhysicalCopyIsAnotherServer() {
        var copy = new Identity("7001", "1790000000.000002", 5);
        assertThat(ONE.sameCluster(copy)).isTrue();
        assertThat(ONE.sameServer(copy)).isFalse();
        assertThat(ONE.sameDatabase(copy)).isFalse();
    }

    @Test
    void twoDatabasesOfOneServerAreTwoDatabases() {
        var other = new Identity("7001", "1790000000.000001", 6);
        assertThat(ONE.sameServer(other)).isTrue();
        assertThat(ONE.sameDatabase(other)).isFalse();
        assertThat(ONE.sameDatabase(ONE)).isTrue();
    }
}
