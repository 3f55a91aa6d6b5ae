/*
 * Terminals beside the task of an attempt: a shell that sees, may do and may use what the task does.
 *
 * Whoever asks connects to the socket `terminal` in the folder of the attempt, one connection a terminal. Both
 * sides send frames: a letter, four bytes of length (the highest first) and so many bytes.
 *   to us    o  begins: rows, columns, processes at most (0 is no limit) and directory, each ended with NUL
 *            i  input
 *            r  rows and columns, each ended with NUL
 *   from us  o  there is a shell
 *            e  there is none; the words why
 *            d  output
 *            x  exit code of the shell; the last one
 * With its connection the shell ends, and everything that was started in it; so it does with the attempt, whose
 * supervisor is above it.
 *
 * Three processes: the porter, a child of the supervisor that has walked into the name spaces of the sandbox but
 * is none of its processes, so that nothing inside can touch it before it has given up what it may do outside;
 * below it the keeper, the first inside, who carries bytes and gathers what the shell leaves behind; below that
 * the shell.
 */
#define _GNU_SOURCE
#include "supervisor.h"
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef TIOCGPTPEER
#define TIOCGPTPEER _IO('T', 0x41)
#endif
#define PARENT_OF_USER_NAMESPACE _IO(0xb7, 0x2)

#define NAME "terminal"
#define HEAD 5
#define MOST_BYTES 65536
/* How long a sandbox may take until the task is in it, and how long whoever connects may take to say what for. */
#define PATIENCE_MS 5000
/* What a shell gets to leave in order after it was told that its terminal has gone. */
#define FAREWELL_MS 200
/* Where the porter keeps the connection, and what it knows the task by. */
#define CONNECTION_FD 3
#define TASK_FD 4

int listen_for_terminals(int folder) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  /* The folder's own path may be longer than the address of a socket can be. */
  snprintf(address.sun_path, sizeof address.sun_path, "/proc/self/fd/%d/" NAME, folder);
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return -1;
  /* Not every file system has sockets; a task is executed all the same. */
  if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0 || listen(fd, 16) < 0) {
    close(fd);
    return -1;
  }
  return fd;
}

/* ---- frames ---- */

static int write_frame(int fd, char kind, const char *bytes, size_t length) {
  char frame[HEAD + 512];
  if (length > sizeof frame - HEAD) length = sizeof frame - HEAD;
  uint32_t size = htonl((uint32_t)length);
  frame[0] = kind;
  memcpy(frame + 1, &size, sizeof size);
  memcpy(frame + HEAD, bytes, length);
  return write(fd, frame, HEAD + length) == (ssize_t)(HEAD + length) ? 0 : -1;
}

static void refuse(const char *why) {
  write_frame(CONNECTION_FD, 'e', why, strlen(why));
  _exit(1);
}

static int read_exactly(int fd, char *bytes, size_t length) {
  for (size_t size = 0; size < length;) {
    ssize_t n = read(fd, bytes + size, length - size);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return -1;
    size += (size_t)n;
  }
  return 0;
}

static uint32_t length_of(const char *head) {
  uint32_t size;
  memcpy(&size, head + 1, sizeof size);
  return ntohl(size);
}

/* What a terminal begins with. */
struct request {
  struct winsize size;
  rlim_t processes;
  const char *directory;
};

/* Fields that end with NUL. @returns the next, or NULL when there is no more */
static const char *next_field(const char **at, const char *end) {
  const char *field = *at;
  const char *stop = field < end ? memchr(field, 0, (size_t)(end - field)) : NULL;
  if (!stop) return NULL;
  *at = stop + 1;
  return field;
}

static int read_size(const char **at, const char *end, struct winsize *size) {
  const char *rows = next_field(at, end), *columns = next_field(at, end);
  if (!rows || !columns) return -1;
  memset(size, 0, sizeof *size);
  size->ws_row = (unsigned short)atoi(rows);
  size->ws_col = (unsigned short)atoi(columns);
  return 0;
}

static int read_request(struct request *request) {
  static char text[8192];
  char head[HEAD];
  if (read_exactly(CONNECTION_FD, head, HEAD) < 0 || head[0] != 'o') return -1;
  uint32_t length = length_of(head);
  if (length > sizeof text || read_exactly(CONNECTION_FD, text, length) < 0) return -1;
  const char *at = text, *end = text + length;
  if (read_size(&at, end, &request->size) < 0) return -1;
  const char *processes = next_field(&at, end);
  request->directory = next_field(&at, end);
  if (!processes || !request->directory) return -1;
  request->processes = (rlim_t)atoll(processes);
  return 0;
}

/* ---- into the sandbox ---- */

/* The first child of any thread of a process, which is known by its folder in /proc. 0: there is none */
static pid_t first_child(int process) {
  int fd = openat(process, "task", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *threads = fd < 0 ? NULL : fdopendir(fd);
  if (!threads) return 0;
  pid_t child = 0;
  struct dirent *entry;
  while (child == 0 && (entry = readdir(threads))) {
    if (entry->d_name[0] < '1' || entry->d_name[0] > '9') continue;
    char file[300], text[32];
    snprintf(file, sizeof file, "%s/children", entry->d_name);
    int children = openat(dirfd(threads), file, O_RDONLY | O_CLOEXEC);
    ssize_t n = children < 0 ? -1 : read(children, text, sizeof text - 1);
    if (children >= 0) close(children);
    if (n <= 0) continue;
    text[n] = 0;
    child = (pid_t)atol(text);
  }
  closedir(threads);
  return child;
}

/*
 * The folder of the child of a process. A number may pass on to another process between two looks; a folder
 * does not, so the child is the one that is still there after its folder is open.
 */
static int open_child(int process) {
  pid_t child = first_child(process);
  if (child <= 0) return -1;
  char path[32];
  snprintf(path, sizeof path, "/proc/%d", (int)child);
  int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0 && first_child(process) != child) {
    close(fd);
    return -1;
  }
  return fd;
}

/* The innermost process of the sandbox, once it has a task. */
static int find_inside(int task, int levels) {
  int at = dup(task);
  for (int level = 1; level < levels && at >= 0; level++) {
    int below = open_child(at);
    close(at);
    at = below;
  }
  if (at >= 0 && first_child(at) <= 0) {
    close(at);
    return -1;
  }
  return at;
}

static int same_file(int a, int b) {
  struct stat one, other;
  return fstat(a, &one) == 0 && fstat(b, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/* @returns the name space of that kind, or -1 when it is ours already or cannot be had */
static int foreign_namespace(int process, int self, const char *kind) {
  char path[32];
  snprintf(path, sizeof path, "ns/%s", kind);
  int theirs = openat(process, path, O_RDONLY | O_CLOEXEC);
  int ours = openat(self, path, O_RDONLY | O_CLOEXEC);
  int is_ours = theirs >= 0 && ours >= 0 && same_file(theirs, ours);
  if (ours >= 0) close(ours);
  if (!is_ours) return theirs;
  close(theirs);
  return -1;
}

/* @returns why it is not inside, or NULL */
static const char *walk_into(int inside) {
  static const struct {
    const char *name;
    int type;
    int needed;
  } kinds[] = {{"mnt", CLONE_NEWNS, 1}, {"pid", CLONE_NEWPID, 1}, {"uts", CLONE_NEWUTS, 0},
               {"ipc", CLONE_NEWIPC, 0}, {"net", CLONE_NEWNET, 0}};
  int spaces[sizeof kinds / sizeof *kinds];
  int self = open("/proc/self", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int user = foreign_namespace(inside, self, "user");
  if (user < 0) return "the sandbox of the task cannot be looked into";
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    spaces[i] = foreign_namespace(inside, self, kinds[i].name);
    /* Nobody gets a shell of the machine for one of the task. */
    if (spaces[i] < 0 && kinds[i].needed) return "the task is in no sandbox";
  }
  /* The sandbox has one user name space in another, and all that is its own belongs to the outer one. */
  int outer = ioctl(user, PARENT_OF_USER_NAMESPACE);
  int own = openat(self, "ns/user", O_RDONLY | O_CLOEXEC);
  if (outer >= 0 && !same_file(outer, own) && setns(outer, CLONE_NEWUSER) < 0)
    return "this kernel lets nobody into the sandbox";
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (spaces[i] >= 0 && setns(spaces[i], kinds[i].type) < 0) return "this kernel lets nobody into the sandbox";
  if (setns(user, CLONE_NEWUSER) < 0) return "this kernel lets nobody into the sandbox";
  return NULL;
}

/* To be no more than the task is. */
static int drop_privileges(void) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) return -1;
  for (int capability = 0; capability < 64; capability++) prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
  prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
  struct __user_cap_header_struct head = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct none[2];
  memset(none, 0, sizeof none);
  return (int)syscall(SYS_capset, &head, none);
}

/* ---- the shell ---- */

static void become_shell(int master, const struct request *request, char **environment) {
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_UNBLOCK, &all, NULL);
  signal(SIGPIPE, SIG_DFL);
  signal(SIGTERM, SIG_DFL);
  setsid();
  int terminal = ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY);
  if (terminal < 0 || ioctl(terminal, TIOCSCTTY, 0) < 0) _exit(126);
  for (int fd = 0; fd < 3; fd++) dup2(terminal, fd);
  close_from(3);
  if (request->processes > 0) {
    struct rlimit limit = {request->processes, request->processes};
    setrlimit(RLIMIT_NPROC, &limit);
  }
  if (chdir(request->directory) < 0) fprintf(stderr, "%s: %s\r\n", request->directory, strerror(errno));
  environ = environment;
  setenv("TERM", "xterm-256color", 1);
  /* The folder is the task's: it keeps no record of what people type. */
  setenv("HISTFILE", "", 1);
  setenv("PS1", "\\w \\$ ", 1);
  execl("/bin/bash", "bash", "--noprofile", "--norc", (char *)NULL);
  setenv("PS1", "$ ", 1);
  execl("/bin/sh", "sh", (char *)NULL);
  fprintf(stderr, "/bin/sh: %s\r\n", strerror(errno));
  _exit(127);
}

/* ---- the keeper ---- */

/* Bytes on their way. */
struct load {
  char bytes[HEAD + MOST_BYTES];
  size_t at, end;
};

static struct load in, out;

static int is_empty(const struct load *load) { return load->at == load->end; }

/* @returns -1 when the other side has gone */
static int send_out(void) {
  while (!is_empty(&out)) {
    ssize_t n = send(CONNECTION_FD, out.bytes + out.at, out.end - out.at, MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return errno == EAGAIN ? 0 : -1;
    out.at += (size_t)n;
  }
  return 0;
}

/* @returns 0 when there is no output for now, -1 when there never will be any */
static int take_output(int master) {
  ssize_t n = read(master, out.bytes + HEAD, MOST_BYTES);
  if (n < 0) return errno == EAGAIN || errno == EINTR ? 0 : -1;
  if (n == 0) return -1;
  uint32_t size = htonl((uint32_t)n);
  out.bytes[0] = 'd';
  memcpy(out.bytes + 1, &size, sizeof size);
  out.at = 0;
  out.end = HEAD + (size_t)n;
  return 1;
}

/* Deals with the frames that have come as a whole, as far as the shell takes them. @returns -1 when they make no sense */
static int take_frames(int master) {
  /* How much of the frame in front the shell has taken. */
  static size_t taken;
  while (in.end - in.at >= HEAD) {
    char *frame = in.bytes + in.at;
    uint32_t length = length_of(frame);
    if (length > MOST_BYTES) return -1;
    if (in.end - in.at < HEAD + length) break;
    if (frame[0] == 'r') {
      struct winsize size;
      const char *at = frame + HEAD;
      if (read_size(&at, at + length, &size) == 0) ioctl(master, TIOCSWINSZ, &size);
    } else if (frame[0] == 'i') {
      while (taken < length) {
        ssize_t n = write(master, frame + HEAD + taken, length - taken);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return 0;
        taken += (size_t)n;
      }
      taken = 0;
    } else {
      return -1;
    }
    in.at += HEAD + length;
  }
  memmove(in.bytes, in.bytes + in.at, in.end - in.at);
  in.end -= in.at;
  in.at = 0;
  return 0;
}

/* Whether a whole frame waits for the shell to take it. */
static int is_held(void) { return in.end - in.at >= HEAD && in.end - in.at >= HEAD + length_of(in.bytes + in.at); }

/* Nothing of the terminal stays behind, however it left its session. */
static void end_below(void) {
  for (int waited = 0;; waited += 10) {
    pid_t child;
    while ((child = waitpid(-1, NULL, WNOHANG)) > 0) {
    }
    if (child < 0 && errno == ECHILD) return;
    if (waited >= FAREWELL_MS) kill_descendants();
    poll(NULL, 0, 10);
  }
}

/* Carries bytes until the shell or the connection has ended. @returns exit code of the shell, or -1 */
static int carry(int master, int signals, pid_t shell) {
  int code = -1, is_heard = 1;
  for (;;) {
    int wants_input = !is_held() && in.end < sizeof in.bytes;
    struct pollfd fds[3] = {
        {CONNECTION_FD, (short)((wants_input ? POLLIN : 0) | (is_empty(&out) ? 0 : POLLOUT)), 0},
        {is_heard ? master : -1, (short)((is_empty(&out) ? POLLIN : 0) | (is_held() ? POLLOUT : 0)), 0},
        {signals, POLLIN, 0}};
    if (poll(fds, 3, -1) < 0 && errno != EINTR) return -1;
    if (fds[0].revents & (POLLHUP | POLLERR)) return -1;
    if (fds[0].revents & POLLIN) {
      ssize_t n = read(CONNECTION_FD, in.bytes + in.end, sizeof in.bytes - in.end);
      if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR)) return -1;
      if (n > 0) in.end += (size_t)n;
    }
    if (take_frames(master) < 0 || send_out() < 0) return -1;
    if (is_empty(&out) && (fds[1].revents & (POLLIN | POLLHUP))) {
      /* Nobody has the terminal open any more: to look at it again and again would keep a core busy. */
      int more = take_output(master);
      if (more < 0) is_heard = 0;
      if (more > 0 && send_out() < 0) return -1;
    }
    struct signalfd_siginfo info;
    while (read(signals, &info, sizeof info) == (ssize_t)sizeof info) {
      if (info.ssi_signo == SIGTERM) return -1;
    }
    int status;
    pid_t child;
    while ((child = waitpid(-1, &status, WNOHANG)) > 0) {
      if (child == shell) code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    /* Its last words are read before it is told that it has gone. */
    if (code >= 0 && is_empty(&out)) {
      int more = take_output(master);
      if (more <= 0) return code;
      if (send_out() < 0) return -1;
    }
  }
}

static void keep(int master, const struct request *request, char **environment) {
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  sigset_t mask;
  sigemptyset(&mask);
  sigaddset(&mask, SIGCHLD);
  sigaddset(&mask, SIGTERM);
  sigprocmask(SIG_BLOCK, &mask, NULL);
  int signals = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
  pid_t shell = signals < 0 ? -1 : fork();
  if (shell == 0) become_shell(master, request, environment);
  if (shell < 0) refuse(strerror(errno));
  write_frame(CONNECTION_FD, 'o', "", 0);
  fcntl(CONNECTION_FD, F_SETFL, O_NONBLOCK);
  fcntl(master, F_SETFL, O_NONBLOCK);
  int code = carry(master, signals, shell);
  close(master);
  end_below();
  if (code >= 0) {
    char text[16];
    int length = snprintf(text, sizeof text, "%d", code);
    fcntl(CONNECTION_FD, F_SETFL, 0);
    write_frame(CONNECTION_FD, 'x', text, (size_t)length);
  }
  _exit(0);
}

/* ---- the porter ---- */

static void be_porter(const struct surroundings *beside, pid_t supervisor) {
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_UNBLOCK, &all, NULL);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGTERM, SIG_IGN);
  set_oom_score("0");
  /* On its way it may do more than the task: whatever is inside must not get hold of it. */
  prctl(PR_SET_DUMPABLE, 0);
  struct timeval patience = {PATIENCE_MS / 1000, 0};
  setsockopt(CONNECTION_FD, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  struct request request;
  if (read_request(&request) < 0) refuse("it was not said what terminal is wanted");
  if (beside->levels > 0) {
    int inside = -1;
    for (int waited = 0; inside < 0 && waited < PATIENCE_MS; waited += 10) {
      inside = find_inside(TASK_FD, beside->levels);
      if (inside < 0) poll(NULL, 0, 10);
    }
    if (inside < 0) refuse("the task is not there");
    const char *why = walk_into(inside);
    if (why) refuse(why);
    if (drop_privileges() < 0) refuse("what belongs to the machine could not be given up");
    prctl(PR_SET_DUMPABLE, 0);
    /* Name spaces and folders of processes are not for whoever comes after. */
    close_from(CONNECTION_FD + 1);
  }
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != supervisor) _exit(1);
  int unlocked = 0;
  int master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (master < 0 || ioctl(master, TIOCSPTLCK, &unlocked) < 0) refuse("there is no terminal to be had here");
  ioctl(master, TIOCSWINSZ, &request.size);
  pid_t keeper = fork();
  if (keeper == 0) keep(master, &request, beside->environment);
  if (keeper < 0) refuse(strerror(errno));
  /* The connection ends with the keeper's. */
  close(CONNECTION_FD);
  close(master);
  while (waitpid(keeper, NULL, 0) < 0 && errno == EINTR) {
  }
  _exit(0);
}

void take_terminal(int listening, const struct surroundings *beside) {
  int connection = accept4(listening, NULL, NULL, SOCK_CLOEXEC);
  if (connection < 0) return;
  struct ucred asked;
  socklen_t length = sizeof asked;
  char path[32];
  snprintf(path, sizeof path, "/proc/%d", (int)beside->task);
  /* The task has not been waited for, so its number is still its own. */
  int task = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int is_ours = getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &asked, &length) == 0 && asked.uid == geteuid();
  pid_t supervisor = getpid();
  if (is_ours && task >= 0 && fork() == 0) {
    int from[] = {fcntl(connection, F_DUPFD_CLOEXEC, TASK_FD + 1), fcntl(task, F_DUPFD_CLOEXEC, TASK_FD + 1)};
    if (dup3(from[0], CONNECTION_FD, O_CLOEXEC) < 0 || dup3(from[1], TASK_FD, O_CLOEXEC) < 0) _exit(1);
    close_from(TASK_FD + 1);
    be_porter(beside, supervisor);
  }
  if (task >= 0) close(task);
  close(connection);
}
