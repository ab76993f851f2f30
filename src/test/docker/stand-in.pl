# Answers by HTTP on the ports that it is given: each request is told what `stand-in answer PATH` says.
use strict;
use warnings;
use IO::Select;
use IO::Socket::INET;

my @doors = map { IO::Socket::INET->new(LocalPort => $_, Listen => 50, ReuseAddr => 1) or die "port $_: $!\n" } @ARGV;
system('systemd-notify', '--ready');
$SIG{CHLD} = 'IGNORE';
my $open = IO::Select->new(@doors);
while (my @ready = $open->can_read) {
    for my $door (@ready) {
        my $caller = $door->accept or next;
        if (fork) { close $caller; next }
        $SIG{CHLD} = 'DEFAULT';
        my $asked = <$caller>;
        exit if !defined $asked;
        while (my $line = <$caller>) { last if $line =~ /^\r?\n$/ }
        my ($path) = $asked =~ m{^\S+ /(\S*)};
        open my $told, '-|', 'stand-in', 'answer', $path // '';
        my $body = join '', <$told>;
        my $status = close $told ? '200 OK' : '500 Internal Server Error';
        printf $caller "HTTP/1.1 %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s", $status, length $body, $body;
        exit;
    }
}
