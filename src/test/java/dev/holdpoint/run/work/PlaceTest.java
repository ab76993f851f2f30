package dev.holdpoint.run.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PlaceTest {
    @Test
    void journalsOfBeforeThereWereHostsAreOfThisMachine() {
        assertThat(Place.read("8a1b-boot")).isEqualTo(new Place("local", "8a1b-boot"));
        assertThat(new Place("local", "8a1b-boot")).hasToString("8a1b-boot");
    }

    @Test
    void aHostIsKeptBesideItsBoot() {
        var place = new Place("old", "8a1b-boot");
        assertThat(Place.read(place.toString())).isEqualTo(place);
        assertThat(place.where()).isEqualTo("old");
    }
}
