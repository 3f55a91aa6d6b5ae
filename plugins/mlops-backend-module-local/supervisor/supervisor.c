/*
 * Runs attempts; each has a supervisor of its own that outlives the backend which asked for it.
 *
 * Usage: supervisor --serve host|own [<folder of control groups>...]
 *        supervisor --exec <failure> <gate> <processes> <ports> [<target>...] <program> [<argument>...]
 *        supervisor --bound <parent> <program> [<argument>...]
 *
 * The first form starts supervisors on request, since to fork a small program costs a fraction of what it
 * costs to fork a backend, whose every page the kernel has to mark. It is asked by lines:
 *   arm <number> <bytes>   sets up an attempt up to the point where only its program is missing; so many bytes
 *                          of its specification follow
 *   go <number>            executes it
 *   drop <number>          gives it up, as if it had never been asked for
 * and answers `<number> <exit code>` when a supervisor has ended. Each of them gets a control group of its own
 * below every folder and, with `own`, IPC name spaces of its own; since both take the kernel some 10 ms, a few
 * wait there before they are asked for. It ends with its input, and what is armed with it; what was executed
 * goes on.
 *
 * The specification: NUL-terminated fields, in order: folder of the attempt, working directory, time-out in
 * seconds (0 is none), grace in seconds, bytes of memory and number of processes at most (0 is no limit that
 * this program keeps), bytes of the log at most, bytes of the disk that must stay free, levels of processes
 * that belong to the sandbox and not to the task, number of ports and for each its path and its target (see
 * ports.h), number of settings of control groups and for each its file and its value, number of arguments, the arguments, then the environment as NAME=value.
 * Written into the folder are: `claim` (pid, start time, boot id; created exclusively before anything is
 * executed), `log` (the bytes of standard output and error), `log.index` (when they came: a line `<offset>
 * <milliseconds since 1970>` for every burst of output, of several within a millisecond the first), `usage`
 * (milliseconds, cores and bytes of every sample, unless it ended before the first) and, at the end, `exit`
 * (key and value a line). As long as it runs, `terminal` is a socket for those who want one; see terminal.c.
 *
 * The second form is what a sandbox executes: it waits at <gate>, limits the processes of its user namespace,
 * forwards the sockets of ports that it was started with, and becomes the program, or tells <failure> why it
 * cannot.
 *
 * The third form becomes the program, which ends with the process <parent>, however that ends.
 */
#define _GNU_SOURCE
#include "ports.h"
#include "supervisor.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define FIRST_SAMPLE_MS 100
#define SAMPLE_MS 1000
/* While a limit is near that nobody but us keeps. */
#define NEAR_SAMPLE_MS 100
/* Where the sandbox's own program finds the pipe that tells why it could not start, and the one to wait at. */
#define FAILURE_FD 3
#define GATE_FD 4
/* And from here on the sockets of ports, two for each. */
#define PORTS_FD 5
#define MOST_PROCESSES 4096

static int folder;
static const char *folder_path;

static int64_t now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int64_t ticks_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static char *read_all(int dir, const char *name, size_t *length) {
  int fd = openat(dir, name, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return NULL;
  size_t size = 0, room = 65536;
  char *text = malloc(room);
  while (text) {
    if (room - size < 4096) {
      char *more = realloc(text, room *= 2);
      if (!more) break;
      text = more;
    }
    ssize_t n = read(fd, text + size, room - size - 1);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    size += (size_t)n;
  }
  close(fd);
  if (text) text[size] = 0;
  if (length) *length = size;
  return text;
}

/* Field 22 of /proc/<pid>/stat: together with the boot id it tells a process from a later one of its number. */
static unsigned long long start_time(pid_t pid) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
  char *text = read_all(AT_FDCWD, path, NULL);
  if (!text) return 0;
  unsigned long long start = 0;
  char *field = strrchr(text, ')');
  for (int i = 2; field && i < 22; i++) field = strchr(field + 1, ' ');
  if (field) start = strtoull(field + 1, NULL, 10);
  free(text);
  return start;
}

static int claim(void) {
  int fd = openat(folder, "claim", O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0644);
  if (fd < 0) return -1;
  char *boot = read_all(AT_FDCWD, "/proc/sys/kernel/random/boot_id", NULL);
  if (boot) boot[strcspn(boot, "\n")] = 0;
  dprintf(fd, "%d %llu %s\n", (int)getpid(), start_time(getpid()), boot ? boot : "-");
  free(boot);
  fsync(fd);
  close(fd);
  fsync(folder);
  return 0;
}

/* ---- descendants ---- */

struct process {
  pid_t pid;
  /* 1 is a child of this process. */
  int depth;
  unsigned long long ticks;
  long long pages;
};

static struct process table[MOST_PROCESSES];

static int add(int count, pid_t pid, int depth) {
  if (count == MOST_PROCESSES) return count;
  char path[64], text[1024];
  snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return count;
  ssize_t n = read(fd, text, sizeof text - 1);
  close(fd);
  if (n <= 0) return count;
  text[n] = 0;
  char *rest = strrchr(text, ')');
  unsigned long long user, system, waited_user, waited_system;
  long long pages;
  if (!rest || sscanf(rest + 2,
                      "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu %llu %llu %*d %*d %*d %*d %*u "
                      "%*u %lld",
                      &user, &system, &waited_user, &waited_system, &pages) != 5)
    return count;
  table[count] = (struct process){pid, depth, user + system + waited_user + waited_system, pages};
  return count + 1;
}

/* Children of every thread of a process. */
static int add_children(int count, pid_t pid, int depth) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
  DIR *threads = opendir(path);
  if (!threads) return count;
  struct dirent *entry;
  while ((entry = readdir(threads))) {
    if (entry->d_name[0] < '1' || entry->d_name[0] > '9') continue;
    char file[330];
    snprintf(file, sizeof file, "%s/%s/children", path, entry->d_name);
    char *text = read_all(AT_FDCWD, file, NULL);
    for (char *next = text; next && *next;) {
      char *end;
      long child = strtol(next, &end, 10);
      if (end == next) break;
      count = add(count, (pid_t)child, depth);
      next = end;
    }
    free(text);
  }
  closedir(threads);
  return count;
}

/*
 * Everything below this process, also what left its session: orphans come to us as their subreaper. It costs
 * what the task's own processes cost, however many others the machine has.
 */
static int read_descendants(void) {
  int count = add_children(0, getpid(), 1);
  for (int i = 0; i < count; i++) count = add_children(count, table[i].pid, table[i].depth + 1);
  return count;
}

/* @returns how many got it */
static int signal_below(int depth, int number) {
  int count = read_descendants(), told = 0;
  for (int i = 0; i < count; i++)
    if (table[i].depth > depth && kill(table[i].pid, number) == 0) told++;
  return told;
}

/* What goes on forking is stopped first, so that it cannot run away from the end. */
void kill_descendants(void) {
  for (int round = 0, before = -1; round < 20; round++) {
    int now = signal_below(0, SIGSTOP);
    if (now == before) break;
    before = now;
  }
  signal_below(0, SIGKILL);
}

/* ---- control groups ---- */

#define MOST_GROUPS 4

static char **group_parents;
static int group_count;
static char groups[MOST_GROUPS][4096];

static void name_groups(pid_t pid) {
  for (int i = 0; i < group_count; i++)
    snprintf(groups[i], sizeof groups[i], "%s/%d", group_parents[i], (int)pid);
}

/* @returns whether there was such a file to write */
static int set(const char *group, const char *file, const char *value) {
  char path[4500];
  snprintf(path, sizeof path, "%s/%s", group, file);
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return 0;
  int written = write(fd, value, strlen(value)) > 0;
  close(fd);
  return written;
}

/* A group of its own below every parent; what cannot be had, nobody keeps but us. */
static void join_groups(void) {
  name_groups(getpid());
  for (int i = 0; i < group_count; i++) {
    mkdir(groups[i], 0755);
    set(groups[i], "cgroup.procs", "0");
  }
}

/* By whoever stands outside of them: a group in which somebody is cannot be removed. */
static void remove_groups(pid_t pid) {
  name_groups(pid);
  for (int i = 0; i < group_count; i++) rmdir(groups[i]);
}

/* How often the kernel ended a process of the task because its memory was used up. */
static long out_of_memory(void) {
  static const char *const files[] = {"memory.events", "memory.oom_control"};
  for (int i = 0; i < group_count; i++) {
    for (size_t j = 0; j < sizeof files / sizeof *files; j++) {
      char path[4500];
      snprintf(path, sizeof path, "%s/%s", groups[i], files[j]);
      char *text = read_all(AT_FDCWD, path, NULL);
      char *line = text ? strstr(text, "oom_kill ") : NULL;
      long kills = line ? atol(line + strlen("oom_kill ")) : 0;
      free(text);
      if (kills > 0) return kills;
    }
  }
  return 0;
}

void set_oom_score(const char *value) {
  int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (fd < 0) return;
  if (write(fd, value, strlen(value)) < 0) { /* Only root may; the supervisor is the smallest anyway. */
  }
  close(fd);
}

/* ---- log ---- */

static int log_fd, index_fd;
static int64_t log_size, lost_bytes, dropped_bytes, log_limit = INT64_MAX;

static void write_log(const char *bytes, size_t length) {
  if (log_size + (int64_t)length > log_limit) {
    size_t fits = log_limit > log_size ? (size_t)(log_limit - log_size) : 0;
    dropped_bytes += (int64_t)(length - fits);
    length = fits;
    if (length == 0) return;
  }
  static int64_t indexed_ms;
  int64_t at = now_ms();
  if (index_fd >= 0 && at != indexed_ms) dprintf(index_fd, "%lld %lld\n", (long long)log_size, (long long)at);
  indexed_ms = at;
  while (length > 0) {
    ssize_t n = write(log_fd, bytes, length);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      /* A full disk costs the log its bytes, not the task its life; the loss is told. */
      lost_bytes += (int64_t)length;
      return;
    }
    bytes += n;
    length -= (size_t)n;
    log_size += n;
  }
}

static char buffer[65536];

/* @returns 0 when every writer has gone */
static int drain(int fd) {
  for (;;) {
    ssize_t n = read(fd, buffer, sizeof buffer);
    if (n > 0) {
      write_log(buffer, (size_t)n);
      if ((size_t)n < sizeof buffer) return 1;
      continue;
    }
    if (n == 0) return 0;
    if (errno == EINTR) continue;
    return 1;
  }
}

/* ---- usage ---- */

static int usage_fd = -1;
static unsigned long long last_ticks;
static int64_t first_sample_ms, last_sample_ms;
static double peak_cores;
static long long peak_bytes;
static long long memory_limit, free_limit;
static long process_limit;

/* Memory of which several processes share a part counts once: their sum would end what is within its limit. */
static long long shared_once(int count) {
  long long kilobytes = 0;
  for (int i = 0; i < count; i++) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)table[i].pid);
    char *text = read_all(AT_FDCWD, path, NULL);
    char *line = text ? strstr(text, "\nPss:") : NULL;
    if (line) kilobytes += atoll(line + 5);
    free(text);
  }
  return kilobytes * 1024;
}

static long long held_bytes;

static int hold(const char *path, const struct stat *about, int type, struct FTW *place) {
  (void)path, (void)type, (void)place;
  held_bytes += (long long)about->st_blocks * 512;
  return 0;
}

/*
 * Whether the disk is nearly full and this task has its share in it: then it is ended, before the others and
 * the backend have no room any more.
 */
static int fills_disk(int *near) {
  struct statvfs disk;
  if (free_limit == 0 || fstatvfs(folder, &disk) < 0) return 0;
  long long left = (long long)disk.f_bavail * (long long)disk.f_frsize;
  if (left < 2 * free_limit) *near = 1;
  if (left >= free_limit) return 0;
  held_bytes = 0;
  nftw(folder_path, hold, 16, FTW_PHYS);
  return held_bytes > free_limit / 4;
}

/* @returns the limit that is crossed, or NULL; `near` tells whether one is close */
static const char *sample(int64_t at, int *near) {
  int count = read_descendants();
  struct rusage waited;
  getrusage(RUSAGE_CHILDREN, &waited);
  long hertz = sysconf(_SC_CLK_TCK);
  unsigned long long ticks =
      (unsigned long long)(waited.ru_utime.tv_sec + waited.ru_stime.tv_sec) * (unsigned long long)hertz +
      (unsigned long long)((waited.ru_utime.tv_usec + waited.ru_stime.tv_usec) * hertz / 1000000);
  long long bytes = 0;
  for (int i = 0; i < count; i++) {
    ticks += table[i].ticks;
    bytes += table[i].pages * sysconf(_SC_PAGESIZE);
  }
  double seconds = (double)(at - last_sample_ms) / 1000;
  if (seconds >= 0.9 * SAMPLE_MS / 1000 || last_sample_ms == first_sample_ms) {
    double used = ticks > last_ticks ? (double)(ticks - last_ticks) / (double)hertz : 0;
    double cores = seconds > 0 ? used / seconds : 0;
    /* A tick is 10 ms: over a very short while it says nothing. */
    if (seconds >= 0.5 && cores > peak_cores) peak_cores = cores;
    if (usage_fd < 0) usage_fd = openat(folder, "usage", O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0644);
    if (usage_fd >= 0) dprintf(usage_fd, "%lld %.4f %lld\n", (long long)now_ms(), cores, bytes);
    last_ticks = ticks;
    last_sample_ms = at;
  }
  if (bytes > peak_bytes) peak_bytes = bytes;
  *near = (memory_limit > 0 && bytes > memory_limit / 2) || (process_limit > 0 && count > process_limit / 2);
  if (fills_disk(near)) return "disk";
  if (process_limit > 0 && count > process_limit) return "processes";
  if (memory_limit > 0 && bytes > memory_limit && shared_once(count) > memory_limit) return "memory";
  return NULL;
}

/* ---- end ---- */

#define EXIT_BYTES 4096
static int exit_fd = -1;

/* Room for the last word, taken while there is some: a full disk must not keep the end from being told. */
static void reserve_exit(void) {
  exit_fd = openat(folder, "exit.new", O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0644);
  /* Where a file system cannot, the end is written without. */
  if (exit_fd >= 0) posix_fallocate(exit_fd, 0, EXIT_BYTES);
}

static void write_exit(const char *format, ...) {
  char text[EXIT_BYTES];
  va_list values;
  va_start(values, format);
  int length = vsnprintf(text, sizeof text, format, values);
  va_end(values);
  if (exit_fd < 0 || length < 0 || length >= EXIT_BYTES) return;
  if (pwrite(exit_fd, text, (size_t)length, 0) != length || ftruncate(exit_fd, length) < 0) return;
  fsync(exit_fd);
  close(exit_fd);
  renameat(folder, "exit.new", folder, "exit");
  fsync(folder);
}

/* ---- one attempt ---- */

static char *directory;
static long timeout, grace;
/* Processes of the sandbox, one below the other. */
static int levels;
static char **arguments, **environment;
static struct port ports[MOST_PORTS];
static int port_count, port_sockets[2 * MOST_PORTS];

/* Takes the specification apart, and sets the control groups as it says. */
static int read_spec(char *spec, size_t length) {
  char *field = spec, *end = spec + length;
#define NEXT(into)                  \
  do {                              \
    if (field >= end) return -1;    \
    (into) = field;                 \
    field += strlen(field) + 1;     \
  } while (0)
  char *text, *file, *value;
  if (length == 0 || end[-1] != 0) return -1;
  NEXT(text);
  folder_path = text;
  NEXT(directory);
  NEXT(text);
  timeout = atol(text);
  NEXT(text);
  grace = atol(text);
  NEXT(text);
  memory_limit = atoll(text);
  NEXT(text);
  process_limit = atol(text);
  NEXT(text);
  if (atoll(text) > 0) log_limit = atoll(text);
  NEXT(text);
  free_limit = atoll(text);
  NEXT(text);
  levels = atoi(text);
  NEXT(text);
  port_count = atoi(text);
  if (port_count < 0 || port_count > MOST_PORTS) return -1;
  for (int i = 0; i < port_count; i++) {
    NEXT(ports[i].path);
    NEXT(ports[i].target);
  }
  NEXT(text);
  for (int i = atoi(text); i > 0; i--) {
    NEXT(file);
    NEXT(value);
    for (int j = 0; j < group_count; j++) set(groups[j], file, value);
  }
  NEXT(text);
  int count = atoi(text);
  if (count < 1) return -1;
  arguments = calloc((size_t)count + 1, sizeof *arguments);
  if (!arguments) return -1;
  for (int i = 0; i < count; i++) NEXT(arguments[i]);
  size_t room = 0;
  for (char *c = field; c < end; c++) room += *c == 0;
  environment = calloc(room + 1, sizeof *environment);
  if (!environment) return -1;
  for (size_t i = 0; i < room; i++) NEXT(environment[i]);
  return 0;
}

/* @returns once the gate has opened; -1 when it never will */
static int wait_at(int gate) {
  char opened;
  ssize_t n;
  do n = read(gate, &opened, 1);
  while (n < 0 && errno == EINTR);
  close(gate);
  return n == 1 ? 0 : -1;
}

/* Inside of the sandbox: the limit counts the processes of its own user namespace. */
static int become(int failure, int gate, rlim_t processes, int count, char **targets) {
  char **program = targets + count;
  int sockets[2 * MOST_PORTS];
  for (int i = 0; i < 2 * count; i++) {
    sockets[i] = PORTS_FD + i;
    fcntl(sockets[i], F_SETFD, FD_CLOEXEC);
  }
  fcntl(failure, F_SETFD, FD_CLOEXEC);
  if (wait_at(gate) < 0) return 125;
  if (count > 0) forward_ports(targets, count, sockets);
  if (processes > 0) {
    struct rlimit limit = {processes, processes};
    setrlimit(RLIMIT_NPROC, &limit);
  }
  execvp(program[0], program);
  int why = errno;
  if (write(failure, &why, sizeof why) < 0) return 126;
  return 127;
}

static int output[2], failure[2], gate[2];

/* Puts a pipe's end where the sandbox finds it, and keeps it open beyond its start. */
static void hand_on(int end, int where) {
  if (end == where) fcntl(end, F_SETFD, 0);
  else dup2(end, where);
}

/* The task's side of the fork. Never returns. */
static void start_task(const sigset_t *mask) {
  sigprocmask(SIG_UNBLOCK, mask, NULL);
  signal(SIGPIPE, SIG_DFL);
  setsid();
  int null = open("/dev/null", O_RDONLY);
  if (null >= 0) dup2(null, 0);
  dup2(output[1], 1);
  dup2(output[1], 2);
  int told = failure[1];
  set_oom_score("0");
  environ = environment;
  if (levels > 0) {
    /* Out of the way of each other first; whatever else is open closes at the start. */
    int free = PORTS_FD + 2 * port_count;
    int from[] = {fcntl(failure[1], F_DUPFD_CLOEXEC, free), fcntl(gate[0], F_DUPFD_CLOEXEC, free)};
    for (int i = 0; i < 2 * port_count; i++) port_sockets[i] = fcntl(port_sockets[i], F_DUPFD_CLOEXEC, free);
    hand_on(from[0], FAILURE_FD);
    hand_on(from[1], GATE_FD);
    for (int i = 0; i < 2 * port_count; i++) hand_on(port_sockets[i], PORTS_FD + i);
    told = FAILURE_FD;
  } else {
    /* Its other end is ours as well, and would keep us waiting for ever. */
    close(gate[1]);
    if (wait_at(gate[0]) < 0) _exit(125);
    char *targets[MOST_PORTS];
    for (int i = 0; i < port_count; i++) targets[i] = (char *)ports[i].target;
    if (port_count > 0) forward_ports(targets, port_count, port_sockets);
  }
  if (chdir(directory) == 0) execvp(arguments[0], arguments);
  int why = errno;
  if (write(told, &why, sizeof why) < 0) _exit(126);
  _exit(127);
}

static int64_t started, started_ticks;
static const char *reason = "exited";

/* Follows the task to its end. @returns its exit status, and in `used` what it used */
static int watch_over(pid_t task, int signals, int terminals, int *open_output, struct rusage *used) {
  struct surroundings beside = {task, levels, environment};
  int64_t deadline = timeout > 0 ? started_ticks + timeout * 1000 : INT64_MAX;
  int64_t kill_at = INT64_MAX, next_sample = started_ticks + FIRST_SAMPLE_MS;
  for (;;) {
    int64_t at = ticks_ms();
    int64_t until = next_sample < deadline ? next_sample : deadline;
    if (kill_at < until) until = kill_at;
    struct pollfd fds[3] = {
        {signals, POLLIN, 0}, {*open_output ? output[0] : -1, POLLIN, 0}, {terminals, POLLIN, 0}};
    int wait = until <= at ? 0 : until - at > 1000 ? 1000 : (int)(until - at);
    poll(fds, 3, wait);
    if (fds[2].revents) take_terminal(terminals, &beside);
    if (*open_output && fds[1].revents) *open_output = drain(output[0]);
    struct signalfd_siginfo info;
    while (read(signals, &info, sizeof info) == (ssize_t)sizeof info) {
      if (info.ssi_signo == SIGTERM || info.ssi_signo == SIGINT) {
        if (kill_at == INT64_MAX) {
          reason = "stopped";
          /* Whoever is not there yet cannot be asked. */
          kill_at = signal_below(levels, SIGTERM) > 0 ? ticks_ms() + grace * 1000 : 0;
        }
      }
    }
    pid_t child;
    int status;
    struct rusage child_used;
    while ((child = wait4(-1, &status, WNOHANG, &child_used)) > 0) {
      if (child != task) continue;
      *used = child_used;
      return status;
    }
    at = ticks_ms();
    if (at >= deadline) {
      deadline = INT64_MAX;
      if (kill_at == INT64_MAX) {
        reason = "timeout";
        kill_at = signal_below(levels, SIGTERM) > 0 ? at + grace * 1000 : at;
      }
    }
    if (at >= kill_at) {
      kill_descendants();
      kill_at = at + 200;
    }
    if (at >= next_sample) {
      int near = 0;
      const char *crossed = sample(at, &near);
      next_sample = at + (near ? NEAR_SAMPLE_MS : SAMPLE_MS);
      if (crossed) {
        /* One that stops because of it is stopped by us, whoever else asked. */
        reason = crossed;
        kill_descendants();
        kill_at = at + 200;
      }
    }
  }
}

/*
 * Nothing of the task outlives it, however it left its group. Mostly what is left is ending already, as a
 * sandbox does with its first process: it gets a moment before all of it is looked for.
 */
static void end_descendants(int signals, int open_output) {
  for (int round = 0;; round++) {
    pid_t child;
    while ((child = waitpid(-1, NULL, WNOHANG)) > 0) {
    }
    if (child < 0 && errno == ECHILD) break;
    if (open_output) open_output = drain(output[0]);
    if (round > 0) kill_descendants();
    struct pollfd news = {signals, POLLIN, 0};
    poll(&news, 1, 2);
    struct signalfd_siginfo info;
    while (read(signals, &info, sizeof info) == (ssize_t)sizeof info) {
    }
  }
  if (open_output) drain(output[0]);
}

static void tell_exit(int status, int why, const struct rusage *used) {
  int64_t finished = now_ms();
  double cpu = (double)used->ru_utime.tv_sec + used->ru_utime.tv_usec / 1e6 +
               (double)used->ru_stime.tv_sec + used->ru_stime.tv_usec / 1e6;
  double wall = (double)(ticks_ms() - started_ticks) / 1000;
  if (wall > 0.001 && cpu / wall > peak_cores) peak_cores = cpu / wall;
  if (used->ru_maxrss * 1024LL > peak_bytes) peak_bytes = used->ru_maxrss * 1024LL;
  fsync(log_fd);
  long memory_kills = out_of_memory();
  write_exit(
      "reason %s\ndetail %s\nexitCode %d\nsignal %d\nstartedAt %lld\nfinishedAt %lld\n"
      "peakCpuCores %.4f\npeakMemoryBytes %lld\nlostLogBytes %lld\ndroppedLogBytes %lld\n"
      "outOfMemory %ld\n",
      why ? "unstarted" : reason, why ? strerror(why) : "-", WIFEXITED(status) ? WEXITSTATUS(status) : -1,
      WIFSIGNALED(status) ? WTERMSIG(status) : 0, (long long)started, (long long)finished,
      peak_cores, peak_bytes, (long long)lost_bytes, (long long)dropped_bytes, memory_kills);
}

static int supervise(char *spec, size_t length, int ask) {
  if (read_spec(spec, length) < 0) return 2;
  folder = open(folder_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return 2;

  prctl(PR_SET_CHILD_SUBREAPER, 1);
  set_oom_score("-900");
  sigset_t mask;
  sigemptyset(&mask);
  sigaddset(&mask, SIGCHLD);
  sigaddset(&mask, SIGTERM);
  sigaddset(&mask, SIGINT);
  sigaddset(&mask, SIGHUP);
  sigprocmask(SIG_BLOCK, &mask, NULL);
  signal(SIGPIPE, SIG_IGN);
  int signals = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
  if (signals < 0 || pipe2(output, O_CLOEXEC) < 0 || pipe2(failure, O_CLOEXEC) < 0 || pipe2(gate, O_CLOEXEC) < 0)
    return 4;
  if (make_port_sockets(port_count, port_sockets) < 0) return 4;
  fcntl(output[0], F_SETFL, O_NONBLOCK);
  pid_t task = fork();
  if (task == 0) {
    close(ask);
    start_task(&mask);
  }
  int why = task < 0 ? errno : 0;
  close(output[1]);
  close(failure[1]);
  close(gate[0]);

  /* Here it waits for its turn; whoever asked may also change his mind, or die. */
  if (wait_at(ask) < 0) {
    end_descendants(signals, 0);
    return 5;
  }
  if (claim() < 0) {
    int taken = errno == EEXIST;
    end_descendants(signals, 0);
    return taken ? 3 : 4;
  }
  reserve_exit();
  started = now_ms();
  started_ticks = first_sample_ms = last_sample_ms = ticks_ms();
  log_fd = openat(folder, "log", O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0644);
  index_fd = openat(folder, "log.index", O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0644);
  /* The sockets of an earlier start of the same workload are only ours to replace once this one is claimed. */
  if (log_fd < 0 || open_ports(ports, port_count, port_sockets) < 0) {
    why = errno;
    end_descendants(signals, 0);
    write_exit("reason unstarted\ndetail %s\n", strerror(why));
    return 1;
  }
  for (int i = 0; i < 2 * port_count; i++) close(port_sockets[i]);
  /* Starts of a workload share their log. */
  log_size = lseek(log_fd, 0, SEEK_END);
  int open_output = 1, status = 0;
  struct rusage used;
  memset(&used, 0, sizeof used);
  if (write(gate[1], "", 1) != 1 && !why) why = errno;
  close(gate[1]);
  int told;
  if (read(failure[0], &told, sizeof told) > 0) why = told;
  close(failure[0]);
  int terminals = listen_for_terminals(folder);
  if (task > 0) status = watch_over(task, signals, terminals, &open_output, &used);
  if (terminals >= 0) close(terminals);
  unlinkat(folder, "terminal", 0);
  end_descendants(signals, open_output);
  tell_exit(status, why, &used);
  return 0;
}

/* ---- starting others ---- */

/* How many wait in their groups: what one slot after the other can want at once. */
#define WAITING 4

struct other {
  pid_t pid;
  /* What was asked for; -1 while it waits for that. */
  long number;
  /* Where it is told what to do, or -1 once it was told to execute. */
  int ask;
};

static struct other *others;
static int own_ipc;
static size_t other_count, other_room;

static struct other *add_other(void) {
  if (other_count == other_room) {
    other_room = other_room ? 2 * other_room : 64;
    struct other *more = realloc(others, other_room * sizeof *others);
    if (!more) exit(4);
    others = more;
  }
  return &others[other_count++];
}

static int read_whole(int fd, void *bytes, size_t length) {
  for (size_t size = 0; size < length;) {
    ssize_t n = read(fd, (char *)bytes + size, length - size);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return -1;
    size += (size_t)n;
  }
  return 0;
}

static int write_whole(int fd, const void *bytes, size_t length) {
  for (size_t size = 0; size < length;) {
    ssize_t n = write(fd, (const char *)bytes + size, length - size);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return -1;
    size += (size_t)n;
  }
  return 0;
}

/* Forks a supervisor that waits until it is told its attempt. */
static struct other *fork_other(int signals) {
  int ask[2];
  if (pipe2(ask, O_CLOEXEC) < 0) return NULL;
  pid_t pid = fork();
  if (pid == 0) {
    close(signals);
    close(ask[1]);
    /* Else nobody would learn from the end of a pipe that the other side has gone. */
    for (size_t i = 0; i < other_count; i++)
      if (others[i].ask >= 0) close(others[i].ask);
    int null = open("/dev/null", O_RDWR);
    for (int fd = 0; null >= 0 && fd < 3; fd++) dup2(null, fd);
    if (null > 2) close(null);
    setsid();
    join_groups();
    /* Never less apart than was promised. */
    if (own_ipc && unshare(CLONE_NEWIPC) < 0) _exit(4);
    size_t length;
    if (read_whole(ask[0], &length, sizeof length) < 0) _exit(0);
    char *spec = malloc(length + 1);
    if (!spec || read_whole(ask[0], spec, length) < 0) _exit(0);
    _exit(supervise(spec, length, ask[0]));
  }
  close(ask[0]);
  if (pid < 0) {
    close(ask[1]);
    return NULL;
  }
  struct other *other = add_other();
  *other = (struct other){pid, -1, ask[1]};
  return other;
}

static void fill_up(int signals) {
  if (group_count == 0 && !own_ipc) return;
  int waiting = 0;
  for (size_t i = 0; i < other_count; i++) waiting += others[i].number < 0;
  for (; waiting < WAITING; waiting++)
    if (!fork_other(signals)) return;
}

static struct other *find_other(long number) {
  for (size_t i = 0; i < other_count; i++)
    if (others[i].number == number) return &others[i];
  return NULL;
}

static void arm(long number, const char *spec, size_t length, int signals) {
  struct other *other = find_other(-1);
  if (!other) other = fork_other(signals);
  if (!other) {
    printf("%ld 4\n", number);
    return;
  }
  other->number = number;
  /* What cannot be written, its reader has died of: its end tells. */
  if (write_whole(other->ask, &length, sizeof length) == 0) write_whole(other->ask, spec, length);
}

static void decide(long number, int go) {
  struct other *other = find_other(number);
  if (!other || other->ask < 0) return;
  if (go) write_whole(other->ask, "", 1);
  close(other->ask);
  other->ask = -1;
}

static void tell_ends(void) {
  int status;
  pid_t pid;
  while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
    for (size_t i = 0; i < other_count; i++) {
      if (others[i].pid != pid) continue;
      if (others[i].ask >= 0) close(others[i].ask);
      if (others[i].number >= 0)
        printf("%ld %d\n", others[i].number, WIFEXITED(status) ? WEXITSTATUS(status) : 128);
      others[i] = others[--other_count];
      break;
    }
    /* What comes next waits for the news, and not for the kernel to tidy up. */
    fflush(stdout);
    remove_groups(pid);
  }
}

/* Those that wait end with us, and take their groups with them. */
static int end_waiting(void) {
  for (size_t i = 0; i < other_count; i++)
    if (others[i].ask >= 0) close(others[i].ask);
  for (size_t i = 0; i < other_count; i++) {
    if (others[i].ask < 0) continue;
    waitpid(others[i].pid, NULL, 0);
    remove_groups(others[i].pid);
  }
  return 0;
}

/* Deals with the requests that are there as a whole. @returns how many bytes they took */
static size_t take_requests(char *text, size_t size, int signals) {
  char *line = text, *end;
  while ((end = memchr(line, '\n', size - (size_t)(line - text)))) {
    char *after = end + 1;
    long number;
    size_t length;
    *end = 0;
    if (sscanf(line, "arm %ld %zu", &number, &length) == 2) {
      if (size - (size_t)(after - text) < length) {
        *end = '\n';
        break;
      }
      arm(number, after, length, signals);
      after += length;
    } else if (sscanf(line, "go %ld", &number) == 1) {
      decide(number, 1);
    } else if (sscanf(line, "drop %ld", &number) == 1) {
      decide(number, 0);
    }
    line = after;
  }
  fflush(stdout);
  return (size_t)(line - text);
}

static int serve(void) {
  sigset_t mask;
  sigemptyset(&mask);
  sigaddset(&mask, SIGCHLD);
  sigprocmask(SIG_BLOCK, &mask, NULL);
  signal(SIGPIPE, SIG_IGN);
  int signals = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
  if (signals < 0) return 4;
  char *text = NULL;
  size_t size = 0, room = 0;
  for (;;) {
    fill_up(signals);
    struct pollfd fds[2] = {{0, POLLIN, 0}, {signals, POLLIN, 0}};
    if (poll(fds, 2, -1) < 0 && errno != EINTR) return 4;
    struct signalfd_siginfo info;
    while (read(signals, &info, sizeof info) == (ssize_t)sizeof info) {
    }
    tell_ends();
    if (!fds[0].revents) continue;
    if (room - size < 65536) {
      char *more = realloc(text, room += 65536);
      if (!more) return 4;
      text = more;
    }
    ssize_t n = read(0, text + size, room - size);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return end_waiting();
    size += (size_t)n;
    size_t taken = take_requests(text, size, signals);
    size -= taken;
    memmove(text, text + taken, size);
  }
}

void close_from(int kept) {
  DIR *open_files = opendir("/proc/self/fd");
  if (!open_files) return;
  struct dirent *entry;
  while ((entry = readdir(open_files))) {
    int fd = atoi(entry->d_name);
    if (fd >= kept && fd != dirfd(open_files)) close(fd);
  }
  closedir(open_files);
}

/* What the backend was started with, such as pipes of a shell, is nobody's business below. */
static void close_inherited(void) { close_from(3); }

static int bind_to(pid_t parent, char **program) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  /* It may have ended before it could be told of. */
  if (getppid() != parent) return 125;
  execvp(program[0], program);
  fprintf(stderr, "%s: %s\n", program[0], strerror(errno));
  return errno == ENOENT ? 127 : 126;
}

int main(int argc, char **argv) {
  if (argc >= 4 && strcmp(argv[1], "--bound") == 0) {
    close_inherited();
    return bind_to((pid_t)atol(argv[2]), argv + 3);
  }
  if (argc >= 7 && strcmp(argv[1], "--exec") == 0) {
    int count = atoi(argv[5]);
    if (count < 0 || count > MOST_PORTS || argc < 7 + count) return 2;
    return become(atoi(argv[2]), atoi(argv[3]), (rlim_t)atol(argv[4]), count, argv + 6);
  }
  if (argc >= 3 && strcmp(argv[1], "--serve") == 0) {
    close_inherited();
    own_ipc = strcmp(argv[2], "own") == 0;
    group_parents = argv + 3;
    group_count = argc - 3 < MOST_GROUPS ? argc - 3 : MOST_GROUPS;
    return serve();
  }
  return 2;
}
