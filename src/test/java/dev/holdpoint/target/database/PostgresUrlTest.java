package dev.holdpoint.target.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.checklist.Binder;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Value;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.target.TargetProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresUrlTest {
    @Test
    void everyPartIsRead() {
        assertThat(PostgresUrl.parse("shop", "postgres://app:secret@db.example.org:6432/orders?sslmode=require"))
                .isEqualTo(new Database("shop", "db.example.org", 6432, "orders", "app", "secret", "require"));
    }

    @Test
    void whatIsLeftOutIsWhatLibpqTakes() {
        assertThat(PostgresUrl.parse("shop", "postgresql://app@db"))
                .isEqualTo(new Database("shop", "db", 5432, "app", "app", null));
    }

    @Test
    void partsArePercentDecodedAndAPlusStaysAPlus() {
        var database = PostgresUrl.parse("shop", "postgres://a%40b:p%25w+%2F%3A@db/n%20%C3%BC%3Fme");
        assertThat(database.user()).isEqualTo("a@b");
        assertThat(database.password()).isEqualTo("p%w+/:");
        assertThat(database.name()).isEqualTo("n ü?me");
    }

    @Test
    void anAddressOfVersionSixStandsInBrackets() {
        var database = PostgresUrl.parse("shop", "postgres://app@[2001:db8::1]:5433/x");
        assertThat(database.host()).isEqualTo("2001:db8::1");
        assertThat(database.port()).isEqualTo(5433);
    }

    @Test
    void partsMayStandAsParameters() {
        assertThat(PostgresUrl.parse("shop", "postgres:///orders?host=db.local&user=app&port=5434"))
                .isEqualTo(new Database("shop", "db.local", 5434, "orders", "app", null));
    }

    @ParameterizedTest
    @CsvSource({
        "mysql://app:hunter2@db/x, does not begin with postgres://",
        "postgres:///x?user=a, names no host",
        "postgres://db/x, names no user",
        "postgres:///x?host=/run&user=a, Unix socket",
        "postgres://app:hunter2@db:99999/x, port",
        "postgres://app:hunter2@db:port/x, port",
        "postgres://app:hunter2@db/x?sslmode=always, sslmode=always",
        "postgres://app:hunter2@db/x?options=-c, parameter options",
        "postgres://app:hun%2ter2@db/x, hexadecimal",
    })
    void whatIsWrongIsNamedWithoutTheUrl(String url, String says) {
        assertThatThrownBy(() -> PostgresUrl.parse("shop", url))
                .isInstanceOf(TargetProblem.class)
                .hasMessageStartingWith("database shop: ")
                .hasMessageContaining(says)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aSpecMayReplacePartsOfItsUrl() {
        var spec = new DatabaseSpec("postgres://app:secret@db/orders", null, null, "other", null, null, null, null);
        assertThat(spec.problems()).isEmpty();
        assertThat(spec.bind("shop")).isEqualTo(new Database("shop", "db", 5432, "other", "app", "secret"));
        assertThat(spec.toString()).doesNotContain("secret");
    }

    /** As it is bound from a file, where what is left out would get its fallback. */
    @Test
    void whatAUrlSaysIsNotReplacedByWhatWasLeftOut() {
        var at = new Place("test.yml", 1, 1);
        var url = new Value.Scalar("postgres://app:secret@db:6432/orders?sslmode=verify-full", true, at);
        var spec = Binder.bind(url, DatabaseSpec.class, Values.NONE);
        assertThat(spec.bind("shop"))
                .isEqualTo(new Database("shop", "db", 6432, "orders", "app", "secret", "verify-full"));
    }

    @Test
    void aSpecWithoutAddressIsRefused() {
        assertThat(new DatabaseSpec(null, null, 0, null, null, null, "never", null).problems())
                .hasSize(4);
    }

    @Test
    void aNameIsQuotedInAConnectionString() {
        assertThat(Libpq.connectionString("it's a\\b=c")).isEqualTo("dbname='it\\'s a\\\\b=c'");
    }
}
