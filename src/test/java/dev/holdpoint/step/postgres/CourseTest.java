package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.postgres.Fleet.Voyage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CourseTest {
    private static final Census CENSUS = new Census(
            "jobs",
            List.of(
                    new Census.Table(1, "public", "events", 1000, 600, 10),
                    new Census.Table(2, "side", "small table", 100, 200, 2)),
            List.of(
                    new Census.Index("public", "events_pkey", 120, false),
                    new Census.Index("public", "events_ts_idx", 80, false)));

    private final Course course = new Course(CENSUS, "there");

    private static Pulse copying(long table, long rows) {
        return new Pulse(List.of(new Pulse.Copy("jobs", table, rows, rows * 10)), List.of(), List.of());
    }

    private static Pulse building(double fraction) {
        return new Pulse(List.of(), List.of(new Pulse.Build("there", fraction)), List.of());
    }

    @Test
    void rowsOfTheTableUnderWayCount() {
        course.hear("pg_restore: processing data for table \"public.events\"");
        course.see(copying(1, 500));
        assertThat(course.arrived()).isEqualTo(300);
        assertThat(course.says()).isEqualTo("copying events, 500 of 1,000 rows");
    }

    @Test
    void theNextTableEndsTheOneBefore() {
        course.hear("pg_restore: processing data for table \"public.events\"");
        course.hear("pg_restore: processing data for table \"side.small table\"");
        assertThat(course.arrived()).isEqualTo(600);
        assertThat(course.says()).isEqualTo("copying side.small table, 0 of 100 rows");
    }

    @Test
    void moreRowsThanEstimatedAreNeverMoreThanTheTable() {
        course.hear("pg_restore: processing data for table \"public.events\"");
        course.see(copying(1, 5000));
        assertThat(course.arrived()).isEqualTo(600);
        assertThat(course.says()).contains("1,000 of 1,000 rows");
    }

    @Test
    void afterAReturnTheServerAloneTellsTheTable() {
        course.see(copying(2, 50));
        assertThat(course.arrived()).isEqualTo(100);
    }

    @Test
    void largeObjectsCountByTheirNumber() {
        var files = new Course(new Census("files", CENSUS.tables(), List.of(), new Census.Blobs(4, 200)), "there");
        files.hear("pg_restore: processing data for table \"public.events\"");
        files.hear("pg_restore: restoring large object with OID 4711");
        assertThat(files.arrived()).isEqualTo(650);
        assertThat(files.says()).isEqualTo("copying large objects, 1 of 4");
        files.hear("pg_restore: creating INDEX \"public.events_ts_idx\"");
        assertThat(files.arrived()).isEqualTo(1000);
        assertThat(files.fraction()).isEqualTo(0.99);
    }

    @Test
    void anIndexTellsItsShareAndKeepsItWhileTheServerSorts() {
        course.hear("pg_restore: creating INDEX \"public.events_ts_idx\"");
        course.see(building(0.41));
        assertThat(course.says()).isEqualTo("building index events_ts_idx 41 %");
        course.see(building(-1));
        assertThat(course.says()).isEqualTo("building index events_ts_idx 41 %");
        assertThat(course.arrived()).isEqualTo(600 + 200 + 32);
    }

    @Test
    void aConstraintWithAnIndexIsOne() {
        course.hear("pg_restore: creating CONSTRAINT \"public.events events_pkey\"");
        assertThat(course.says()).isEqualTo("building index events_pkey");
        course.hear("pg_restore: creating FK CONSTRAINT \"side.small table small_fkey\"");
        assertThat(course.arrived()).isEqualTo(920);
        assertThat(course.says()).isEqualTo("checking constraint side.small table small_fkey");
    }

    @Test
    void lanesCountForTheLargestTable() {
        course.hear("pg_restore: processing data for table \"side.small table\"");
        course.see(new Pulse(
                List.of(new Pulse.Copy("jobs", 0, 250, 0), new Pulse.Copy("jobs", 2, 100, 0)), List.of(), List.of()));
        assertThat(course.arrived()).isEqualTo(150 + 200);
    }

    @Test
    void otherDatabasesDoNotCount() {
        course.see(new Pulse(List.of(new Pulse.Copy("other", 1, 500, 0)), List.of(), List.of()));
        assertThat(course.arrived()).isZero();
        assertThat(course.says()).isEqualTo("starting");
    }

    @Test
    void onlyItsEndMakesItWhole() {
        course.hear("vacuumdb: vacuuming database \"there\"");
        assertThat(course.says()).isEqualTo("analyzing");
        assertThat(course.fraction()).isEqualTo(0.99);
        course.end();
        assertThat(course.fraction()).isEqualTo(1);
    }

    @Test
    void theWholeIsToldWithRateAndTimeLeft() {
        var voyages = List.of(new Voyage(1, CENSUS, "there", course));
        var rate = new Rate();
        course.hear("pg_restore: processing data for table \"public.events\"");
        Watch.progress(voyages, Pulse.NONE, rate, 1000);
        course.see(copying(1, 500));

        var progress = Watch.progress(voyages, Pulse.NONE, rate, 3000);

        assertThat(progress.fraction()).isEqualTo(0.3);
        assertThat(progress.left()).isEqualTo(Duration.ofSeconds(5));
        assertThat(progress.says()).isEqualTo("jobs: copying events, 500 of 1,000 rows   150 B/s");
        assertThat(progress.parts()).hasSize(1);
        assertThat(progress.parts().getFirst().says()).startsWith("300 B of 1.0 kB   ");
    }

    @Test
    void aLockIsWhatIsTold() {
        var progress = Watch.progress(
                List.of(new Voyage(1, CENSUS, "there", course)),
                new Pulse(List.of(), List.of(), List.of(new Pulse.Hindrance("jobs", 812, "cron"))),
                new Rate(),
                0);
        assertThat(progress.says()).isEqualTo("jobs waits for a lock held by pid 812, user cron");
    }
}
