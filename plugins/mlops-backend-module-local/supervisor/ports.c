#define _GNU_SOURCE
#include "ports.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROBE ".probe"
/* As many as the kernel lets wait; whoever comes after them is refused. */
#define BACKLOG 4096
/* More of them wait in the backlog. */
#define MOST_CONNECTIONS 256
#define BUFFER_BYTES 32768
/* How soon to try again one that the program has not taken yet. */
#define QUEUE_MS 5

int make_port_sockets(int count, int *sockets) {
  for (int i = 0; i < 2 * count; i++) {
    sockets[i] = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (sockets[i] < 0) return -1;
  }
  return 0;
}

static int unix_address(struct sockaddr_un *address, const char *path, const char *more) {
  memset(address, 0, sizeof *address);
  address->sun_family = AF_UNIX;
  int length = snprintf(address->sun_path, sizeof address->sun_path, "%s%s", path, more);
  if (length > 0 && (size_t)length < sizeof address->sun_path) return 0;
  errno = ENAMETOOLONG;
  return -1;
}

static int open_port(int socket, const char *path, const char *more) {
  struct sockaddr_un address;
  if (unix_address(&address, path, more) < 0) return -1;
  /* Of an earlier start. */
  unlink(address.sun_path);
  if (bind(socket, (struct sockaddr *)&address, sizeof address) < 0) return -1;
  return listen(socket, BACKLOG);
}

int open_ports(const struct port *ports, int count, const int *sockets) {
  for (int i = 0; i < count; i++) {
    if (open_port(sockets[2 * i], ports[i].path, "") < 0) return -1;
    if (open_port(sockets[2 * i + 1], ports[i].path, PROBE) < 0) return -1;
  }
  return 0;
}

/* ---- connections ---- */

/* Outer is the backend's side, inner the program's. */
enum { OUTER, INNER };

struct side {
  int fd;
  /* What was read here and is to be written to the other side. */
  char *bytes;
  size_t at, end;
  int is_done, has_told_done;
};

struct connection {
  struct side side[2];
  const char *target;
  int is_probe;
  /* Not yet through to the program, by the first of its addresses or the second. */
  int is_connecting, address;
  /* The program has more connections to take than it wanted to have waiting. */
  int is_queued;
};

static struct connection *connections[MOST_CONNECTIONS];
static int connection_count;

static int dial_tcp(int number, int second) {
  struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons((uint16_t)number)};
  struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)number)};
  four.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  six.sin6_addr = in6addr_loopback;
  int fd = socket(second ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return -1;
  int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  int done = second ? connect(fd, (struct sockaddr *)&six, sizeof six) : connect(fd, (struct sockaddr *)&four, sizeof four);
  if (done == 0 || errno == EINPROGRESS) return fd;
  close(fd);
  return -1;
}

static int dial_unix(const char *path) {
  struct sockaddr_un address;
  if (unix_address(&address, path, "") < 0) return -1;
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return -1;
  if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0) return fd;
  int why = errno;
  close(fd);
  errno = why;
  return -1;
}

/* Programs that listen at `localhost` may mean either loopback. @returns -1 when no address is left */
static int dial(struct connection *c) {
  int fd = -1;
  if (strncmp(c->target, "unix:", 5) == 0) {
    fd = dial_unix(c->target + 5);
    /* A TCP socket waits by itself, this one is refused. */
    c->is_queued = fd < 0 && errno == EAGAIN;
  }
  for (; fd < 0 && strncmp(c->target, "tcp:", 4) == 0 && c->address < 2; c->address++)
    fd = dial_tcp(atoi(c->target + 4), c->address);
  c->side[INNER].fd = fd;
  c->is_connecting = fd >= 0;
  return fd >= 0 || c->is_queued ? 0 : -1;
}

static void drop(int index) {
  struct connection *c = connections[index];
  for (int i = 0; i < 2; i++) {
    if (c->side[i].fd >= 0) close(c->side[i].fd);
    free(c->side[i].bytes);
  }
  free(c);
  connections[index] = connections[--connection_count];
}

static void take(int listener, const char *target, int is_probe) {
  int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (fd < 0) return;
  struct connection *c = calloc(1, sizeof *c);
  char *bytes[] = {malloc(BUFFER_BYTES), malloc(BUFFER_BYTES)};
  if (!c || !bytes[0] || !bytes[1]) {
    free(c), free(bytes[0]), free(bytes[1]);
    close(fd);
    return;
  }
  *c = (struct connection){.target = target, .is_probe = is_probe};
  c->side[OUTER] = (struct side){.fd = fd, .bytes = bytes[0]};
  c->side[INNER] = (struct side){.fd = -1, .bytes = bytes[1]};
  connections[connection_count++] = c;
  /* To close is the answer that nobody is there. */
  if (dial(c) < 0) drop(connection_count - 1);
}

/* @returns -1 when the connection is over */
static int finish_connecting(struct connection *c) {
  int error = 0;
  socklen_t length = sizeof error;
  getsockopt(c->side[INNER].fd, SOL_SOCKET, SO_ERROR, &error, &length);
  if (error != 0) {
    close(c->side[INNER].fd);
    c->side[INNER].fd = -1;
    return strncmp(c->target, "tcp:", 4) == 0 ? dial(c) : -1;
  }
  c->is_connecting = 0;
  if (!c->is_probe) return 0;
  if (write(c->side[OUTER].fd, "1", 1) < 0) return -1;
  return -1;
}

static int is_empty(const struct side *side) { return side->at == side->end; }

/* Moves what can be moved from one side to the other. @returns -1 when the connection is over */
static int move(struct side *from, struct side *to, int readable) {
  if (readable && !from->is_done && is_empty(from)) {
    ssize_t n = read(from->fd, from->bytes, BUFFER_BYTES);
    if (n < 0 && errno != EAGAIN && errno != EINTR) return -1;
    if (n == 0) from->is_done = 1;
    if (n > 0) from->at = 0, from->end = (size_t)n;
  }
  if (!is_empty(from)) {
    ssize_t n = send(to->fd, from->bytes + from->at, from->end - from->at, MSG_NOSIGNAL);
    if (n < 0 && errno != EAGAIN && errno != EINTR) return -1;
    if (n > 0) from->at += (size_t)n;
  }
  if (from->is_done && is_empty(from) && !from->has_told_done) {
    shutdown(to->fd, SHUT_WR);
    from->has_told_done = 1;
  }
  return from->has_told_done && to->has_told_done ? -1 : 0;
}

static void prepare(const struct connection *c, struct pollfd *fds) {
  if (c->is_connecting || c->is_queued) {
    fds[OUTER] = (struct pollfd){-1, 0, 0};
    fds[INNER] = (struct pollfd){c->side[INNER].fd, POLLOUT, 0};
    return;
  }
  for (int i = 0; i < 2; i++) {
    const struct side *side = &c->side[i], *other = &c->side[1 - i];
    short events = 0;
    if (!side->is_done && is_empty(side)) events |= POLLIN;
    if (!is_empty(other)) events |= POLLOUT;
    /* One that has hung up would be told again and again while its last bytes wait to go on. */
    fds[i] = (struct pollfd){events || is_empty(side) ? side->fd : -1, events, 0};
  }
}

/* @returns -1 when the connection is over */
static int serve(struct connection *c, const struct pollfd *fds) {
  if (c->is_queued) return dial(c);
  if (c->is_connecting) return fds[INNER].revents ? finish_connecting(c) : 0;
  for (int i = 0; i < 2; i++) {
    struct side *side = &c->side[i];
    int news = fds[i].revents;
    if (news & POLLERR) return -1;
    /* Nobody is left who would read. */
    if ((news & POLLHUP) && side->is_done && is_empty(side)) return -1;
    if (move(side, &c->side[1 - i], news & (POLLIN | POLLHUP)) < 0) return -1;
  }
  return 0;
}

static void forward(char *const *targets, int count, const int *listeners) {
  static struct pollfd fds[2 * MOST_PORTS + 2 * MOST_CONNECTIONS];
  for (;;) {
    int listening = connection_count < MOST_CONNECTIONS;
    for (int i = 0; i < 2 * count; i++) fds[i] = (struct pollfd){listening ? listeners[i] : -1, POLLIN, 0};
    struct pollfd *rest = fds + 2 * count;
    int known = connection_count, queued = 0;
    for (int i = 0; i < known; i++) {
      prepare(connections[i], rest + 2 * i);
      queued |= connections[i]->is_queued;
    }
    if (poll(fds, (nfds_t)(2 * count + 2 * known), queued ? QUEUE_MS : -1) < 0 && errno != EINTR) _exit(1);
    /* From the last one, whose place is taken by none that was not served yet. */
    for (int i = known - 1; i >= 0; i--)
      if (serve(connections[i], rest + 2 * i) < 0) drop(i);
    for (int i = 0; i < 2 * count; i++)
      if ((fds[i].revents & POLLIN) && connection_count < MOST_CONNECTIONS) take(listeners[i], targets[i / 2], i % 2);
  }
}

/* Closes everything but these: what the program's pipes wait for must not wait for us. */
static void keep_only(const int *kept, int count) {
  long most = sysconf(_SC_OPEN_MAX);
  if (most < 0 || most > 65536) most = 65536;
  for (int fd = 0; fd < most; fd++) {
    int is_kept = 0;
    for (int i = 0; i < count; i++) is_kept |= kept[i] == fd;
    if (!is_kept) close(fd);
  }
}

void forward_ports(char *const *targets, int count, const int *sockets) {
  pid_t middle = fork();
  if (middle > 0) waitpid(middle, NULL, 0);
  if (middle != 0) return;
  if (fork() != 0) _exit(0);
  prctl(PR_SET_NAME, "mlops-ports");
  /* Requests that are under way are answered while the program ends. */
  const int ignored[] = {SIGTERM, SIGINT, SIGHUP, SIGPIPE};
  for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++) signal(ignored[i], SIG_IGN);
  setsid();
  keep_only(sockets, 2 * count);
  forward(targets, count, sockets);
}
