package dev.holdpoint.step;

import dev.holdpoint.step.backup.Backup;
import dev.holdpoint.step.file.Copy;
import dev.holdpoint.step.file.CopyReady;
import dev.holdpoint.step.file.DiskCheck;
import dev.holdpoint.step.file.Edit;
import dev.holdpoint.step.file.EditTrial;
import dev.holdpoint.step.file.FilesSame;
import dev.holdpoint.step.file.SqliteSame;
import dev.holdpoint.step.host.HostReachable;
import dev.holdpoint.step.http.Http;
import dev.holdpoint.step.http.HttpCheck;
import dev.holdpoint.step.manual.Manual;
import dev.holdpoint.step.net.DnsCheck;
import dev.holdpoint.step.net.Listening;
import dev.holdpoint.step.net.TlsCheck;
import dev.holdpoint.step.postgres.CatchUp;
import dev.holdpoint.step.postgres.Dump;
import dev.holdpoint.step.postgres.Fence;
import dev.holdpoint.step.postgres.Move;
import dev.holdpoint.step.postgres.PostgresCaughtUp;
import dev.holdpoint.step.postgres.PostgresFenced;
import dev.holdpoint.step.postgres.PostgresReachable;
import dev.holdpoint.step.postgres.PostgresReady;
import dev.holdpoint.step.postgres.PostgresSame;
import dev.holdpoint.step.postgres.PostgresServes;
import dev.holdpoint.step.postgres.Publish;
import dev.holdpoint.step.postgres.Restore;
import dev.holdpoint.step.postgres.Sequences;
import dev.holdpoint.step.postgres.Subscribe;
import dev.holdpoint.step.postgres.Unsubscribe;
import dev.holdpoint.step.service.Service;
import dev.holdpoint.step.service.ServiceCheck;
import dev.holdpoint.step.shell.Shell;
import dev.holdpoint.step.shell.ShellCheck;
import dev.holdpoint.step.sql.Sql;
import dev.holdpoint.step.sql.SqlCheck;
import dev.holdpoint.step.sql.SqlTrial;
import dev.holdpoint.step.tcp.TcpCheck;
import dev.holdpoint.step.time.Wait;
import java.util.List;

/** The one list of all kinds, in the order of the reference. A new kind is one class and one line here. */
public final class Kinds {
    private Kinds() {}

    public static List<Kind<?>> all() {
        return List.of(
                // Actions
                new Manual(),
                new Shell(),
                new Http(),
                new Wait(),
                new Dump(),
                new Restore(),
                new Move(),
                new Publish(),
                new Subscribe(),
                new Fence(),
                new CatchUp(),
                new Sequences(),
                new Unsubscribe(),
                new Sql(),
                new Copy(),
                new Edit(),
                new Service(),
                new Backup(),
                // Checks
                new ShellCheck(),
                new TcpCheck(),
                new HttpCheck(),
                new DiskCheck(),
                new HostReachable(),
                new EditTrial(),
                new CopyReady(),
                new FilesSame(),
                new SqliteSame(),
                new ServiceCheck(),
                new Listening(),
                new TlsCheck(),
                new DnsCheck(),
                new PostgresReachable(),
                new PostgresServes(),
                new SqlCheck(),
                new SqlTrial(),
                new PostgresReady(),
                new PostgresSame(),
                new PostgresCaughtUp(),
                new PostgresFenced());
    }
}
