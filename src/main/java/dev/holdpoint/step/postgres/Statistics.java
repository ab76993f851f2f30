package dev.holdpoint.step.postgres;

/** ANALYZE of tables of the user's own: the server's catalogues would take a third of the time. */
final class Statistics {
    /**
     * The statements, one for each. A partitioned table brings its partitions along, but not where one of them is a foreign table: its
     * rows are elsewhere, and ANALYZE fails where that server cannot be reached. Then those are named that have no such part.
     */
    static final String ANALYZE = """
            with recursive afar(oid) as (
              select i.inhparent from pg_inherits i join pg_class f on f.oid = i.inhrelid where f.relkind = 'f'
              union select i.inhparent from afar join pg_inherits i on i.inhrelid = afar.oid)
            select format('analyze %I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
              and c.oid not in (select oid from afar) and (not c.relispartition or exists (
                select from pg_inherits i join afar on afar.oid = i.inhparent where i.inhrelid = c.oid))
            order by c.oid""";

    private Statistics() {}
}
