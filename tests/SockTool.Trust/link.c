/* Two network namespaces of its own, joined by a bad link: it loses, delays, doubles, and for a while is dead.
 * link SEED LOSS_PERMILLE DELAY_MS DOUBLE_PERMILLE DEAD_AFTER_PACKETS DEAD_FOR_MS
 * Says the process ids that hold the namespaces (192.0.2.1 and 192.0.2.2), and lives as long as its standard input. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LARGEST = 2048, ROOM = 2048 };

struct packet {
    long due;
    int to;
    int length;
    char bytes[LARGEST];
};

static struct packet waiting[ROOM];
static int count;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* unix(7): a descriptor goes to the parent, whose namespace is another. */
static void hand_over(int socket, int descriptor) {
    char room[CMSG_SPACE(sizeof(int))] = {0}, byte = 0;
    struct iovec some = {&byte, 1};
    struct msghdr message = {.msg_iov = &some, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof room};
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(header), &descriptor, sizeof(int));
    if (sendmsg(socket, &message, 0) < 0)
        fail("sendmsg");
}

static int take_over(int socket) {
    char room[CMSG_SPACE(sizeof(int))], byte;
    struct iovec some = {&byte, 1};
    struct msghdr message = {.msg_iov = &some, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof room};
    int descriptor;
    if (recvmsg(socket, &message, 0) <= 0 || !CMSG_FIRSTHDR(&message))
        exit(1); /* the child has said why */
    memcpy(&descriptor, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof(int));
    return descriptor;
}

static void hold_namespace(int socket, int side) {
    struct ifreq request = {.ifr_flags = IFF_TUN | IFF_NO_PI, .ifr_name = "link0"};
    char setup[200];
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (unshare(CLONE_NEWNET) < 0)
        fail("unshare");
    int tun = open("/dev/net/tun", O_RDWR | O_NONBLOCK);
    if (tun < 0 || ioctl(tun, TUNSETIFF, &request) < 0)
        fail("/dev/net/tun");
    snprintf(setup, sizeof setup, "ip link set lo up && ip addr add 192.0.2.%d/24 dev link0 && ip link set link0 up mtu 1400", side + 1);
    if (system(setup) != 0)
        exit(1);
    hand_over(socket, tun);
    pause();
    exit(0);
}

static void put(int to, const char *bytes, int length, long due) {
    if (count < ROOM) {
        struct packet *one = &waiting[count++];
        one->due = due;
        one->to = to;
        one->length = length;
        memcpy(one->bytes, bytes, length);
    }
}

/* The next time at which something is due, from now; -1 for never. */
static int deliver(long at) {
    long next = -1;
    for (int i = 0; i < count;) {
        if (waiting[i].due > at) {
            next = next < 0 || waiting[i].due < next ? waiting[i].due : next;
            i++;
        } else {
            (void)!write(waiting[i].to, waiting[i].bytes, waiting[i].length);
            memmove(&waiting[i], &waiting[i + 1], (--count - i) * sizeof waiting[0]);
        }
    }
    return next < 0 ? -1 : (int)(next - at);
}

int main(int argc, char **argv) {
    if (argc != 7)
        return 2;
    srandom(atoi(argv[1]));
    int loss = atoi(argv[2]), delay = atoi(argv[3]), doubled = atoi(argv[4]), dead_after = atoi(argv[5]), dead_for = atoi(argv[6]);
    int tun[2], holder[2];
    for (int side = 0; side < 2; side++) {
        int pair[2];
        if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) < 0 || (holder[side] = fork()) < 0)
            fail("fork");
        if (holder[side] == 0) {
            close(pair[0]);
            hold_namespace(pair[1], side);
        }
        close(pair[1]);
        tun[side] = take_over(pair[0]);
        close(pair[0]);
    }
    printf("%d %d\n", holder[0], holder[1]);
    fflush(stdout);

    long passed = 0, died = 0;
    for (int wait = -1;;) {
        struct pollfd ends[3] = {{tun[0], POLLIN, 0}, {tun[1], POLLIN, 0}, {0, POLLIN, 0}};
        poll(ends, 3, wait);
        if (ends[2].revents)
            break;
        for (int side = 0; side < 2; side++) {
            char bytes[LARGEST];
            for (int length; (length = read(tun[side], bytes, LARGEST)) > 0;) {
                if ((bytes[0] >> 4) != 4)
                    continue; /* IPv6 looks for neighbours */
                if (++passed == dead_after + 1)
                    died = now();
                if ((died && now() < died + dead_for) || random() % 1000 < loss)
                    continue;
                for (int copies = random() % 1000 < doubled ? 2 : 1; copies > 0; copies--)
                    put(tun[1 - side], bytes, length, now() + (delay ? random() % (delay + 1) : 0));
            }
        }
        wait = deliver(now());
    }
    kill(holder[0], SIGKILL);
    kill(holder[1], SIGKILL);
    return 0;
}
