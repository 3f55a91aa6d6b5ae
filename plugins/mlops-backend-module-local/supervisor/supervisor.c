/*
 * Runs one attempt and outlives the backend that started it.
 *
 * Usage: supervisor <attempt folder>
 *
 * The folder holds `spec`: NUL-terminated fields, in order: working directory, time-out in seconds (0 is
 * none), grace in seconds, number of arguments, the arguments, then the environment as NAME=value.
 * Written are: `claim` (pid, start time, boot id; created exclusively before anything is executed), `log`
 * (the bytes of standard output and error), `log.index` (offset and milliseconds of every piece),
 * `usage` (milliseconds, cores and bytes of every sample) and, at the end, `exit` (key and value a line).
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
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
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define FIRST_SAMPLE_MS 100
#define SAMPLE_MS 1000
#define MOST_PROCESSES 4096

static int folder;

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
  pid_t pid, parent;
  unsigned long long ticks;
  long long pages;
  int mine;
};

static struct process table[MOST_PROCESSES];

static int read_processes(void) {
  DIR *proc = opendir("/proc");
  if (!proc) return 0;
  int count = 0;
  struct dirent *entry;
  while ((entry = readdir(proc)) && count < MOST_PROCESSES) {
    if (entry->d_name[0] < '1' || entry->d_name[0] > '9') continue;
    char path[300], text[1024];
    snprintf(path, sizeof path, "/proc/%s/stat", entry->d_name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) continue;
    ssize_t n = read(fd, text, sizeof text - 1);
    close(fd);
    if (n <= 0) continue;
    text[n] = 0;
    char *rest = strrchr(text, ')');
    if (!rest) continue;
    int parent = 0;
    unsigned long long user = 0, system = 0;
    long long pages = 0;
    if (sscanf(rest + 2,
               "%*c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu %*d %*d %*d %*d %*d %*d %*u %*u %lld",
               &parent, &user, &system, &pages) != 4)
      continue;
    table[count++] = (struct process){atoi(entry->d_name), parent, user + system, pages, 0};
  }
  closedir(proc);
  return count;
}

/* Everything below this process, also what left its session: orphans come to us as their subreaper. */
static int mark_descendants(int count) {
  int found = 0, changed = 1;
  pid_t self = getpid();
  while (changed) {
    changed = 0;
    for (int i = 0; i < count; i++) {
      if (table[i].mine) continue;
      int child = table[i].parent == self;
      for (int j = 0; j < count && !child; j++)
        child = table[j].mine && table[j].pid == table[i].parent;
      if (child) table[i].mine = changed = 1, found++;
    }
  }
  return found;
}

static void signal_descendants(int number) {
  int count = read_processes();
  mark_descendants(count);
  for (int i = 0; i < count; i++)
    if (table[i].mine) kill(table[i].pid, number);
}

/* ---- log ---- */

static int log_fd, index_fd;
static int64_t log_size, lost_bytes;

static void write_log(const char *bytes, size_t length) {
  if (log_size >= 0 && index_fd >= 0)
    dprintf(index_fd, "%lld %lld\n", (long long)log_size, (long long)now_ms());
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

static unsigned long long last_ticks;
static int64_t last_sample_ms;
static double peak_cores;
static long long peak_bytes;

static void sample(int usage_fd) {
  int64_t at = ticks_ms();
  int count = read_processes();
  mark_descendants(count);
  unsigned long long ticks = 0;
  long long bytes = 0;
  for (int i = 0; i < count; i++) {
    if (!table[i].mine) continue;
    ticks += table[i].ticks;
    bytes += table[i].pages * sysconf(_SC_PAGESIZE);
  }
  double seconds = (double)(at - last_sample_ms) / 1000;
  double used = ticks > last_ticks ? (double)(ticks - last_ticks) / (double)sysconf(_SC_CLK_TCK) : 0;
  double cores = seconds > 0 ? used / seconds : 0;
  /* A tick is 10 ms: over a very short while it says nothing. */
  if (seconds >= 0.5 && cores > peak_cores) peak_cores = cores;
  if (bytes > peak_bytes) peak_bytes = bytes;
  dprintf(usage_fd, "%lld %.4f %lld\n", (long long)now_ms(), cores, bytes);
  last_ticks = ticks;
  last_sample_ms = at;
}

/* ---- end ---- */

static void write_exit(const char *format, ...) {
  int fd = openat(folder, "exit.new", O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0644);
  if (fd < 0) return;
  va_list values;
  va_start(values, format);
  vdprintf(fd, format, values);
  va_end(values);
  fsync(fd);
  close(fd);
  renameat(folder, "exit.new", folder, "exit");
  fsync(folder);
}

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  folder = open(argv[1], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return 2;
  size_t length;
  char *spec = read_all(folder, "spec", &length);
  if (!spec) return 2;

  prctl(PR_SET_CHILD_SUBREAPER, 1);
  sigset_t mask;
  sigemptyset(&mask);
  sigaddset(&mask, SIGCHLD);
  sigaddset(&mask, SIGTERM);
  sigaddset(&mask, SIGINT);
  sigaddset(&mask, SIGHUP);
  sigprocmask(SIG_BLOCK, &mask, NULL);
  signal(SIGPIPE, SIG_IGN);

  char *field = spec, *end = spec + length;
#define NEXT(into)                  \
  do {                              \
    if (field >= end) return 2;     \
    (into) = field;                 \
    field += strlen(field) + 1;     \
  } while (0)
  char *directory, *timeout_text, *grace_text, *count_text;
  NEXT(directory);
  NEXT(timeout_text);
  NEXT(grace_text);
  NEXT(count_text);
  int count = atoi(count_text);
  if (count < 1) return 2;
  char **arguments = calloc((size_t)count + 1, sizeof *arguments);
  for (int i = 0; i < count; i++) NEXT(arguments[i]);
  size_t room = 0;
  for (char *c = field; c < end; c++) room += *c == 0;
  char **environment = calloc(room + 1, sizeof *environment);
  for (size_t i = 0; i < room; i++) NEXT(environment[i]);

  if (claim() < 0) return errno == EEXIST ? 3 : 4;

  log_fd = openat(folder, "log", O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0644);
  index_fd = openat(folder, "log.index", O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0644);
  int usage_fd = openat(folder, "usage", O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0644);
  int signals = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
  int output[2], failure[2];
  if (log_fd < 0 || usage_fd < 0 || signals < 0 || pipe2(output, O_CLOEXEC) < 0 ||
      pipe2(failure, O_CLOEXEC) < 0) {
    write_exit("reason unstarted\ndetail %s\n", strerror(errno));
    return 1;
  }
  fcntl(output[0], F_SETFL, O_NONBLOCK);

  int64_t started = now_ms(), started_ticks = ticks_ms();
  last_sample_ms = started_ticks;
  pid_t task = fork();
  if (task == 0) {
    sigprocmask(SIG_UNBLOCK, &mask, NULL);
    signal(SIGPIPE, SIG_DFL);
    setsid();
    int null = open("/dev/null", O_RDONLY);
    if (null >= 0) dup2(null, 0);
    dup2(output[1], 1);
    dup2(output[1], 2);
    environ = environment;
    if (chdir(directory) == 0) execvp(arguments[0], arguments);
    int why = errno;
    if (write(failure[1], &why, sizeof why) < 0) _exit(126);
    _exit(127);
  }
  close(output[1]);
  close(failure[1]);
  int why = 0;
  if (task < 0) why = errno;
  else if (read(failure[0], &why, sizeof why) <= 0) why = 0;
  close(failure[0]);

  long timeout = atol(timeout_text), grace = atol(grace_text);
  int64_t deadline = timeout > 0 ? started_ticks + timeout * 1000 : INT64_MAX;
  int64_t kill_at = INT64_MAX, next_sample = started_ticks + FIRST_SAMPLE_MS;
  const char *reason = why ? "unstarted" : "exited";
  int status = 0, ended = task < 0, open_output = 1;
  struct rusage used;
  memset(&used, 0, sizeof used);

  while (!ended) {
    int64_t at = ticks_ms();
    int64_t until = next_sample < deadline ? next_sample : deadline;
    if (kill_at < until) until = kill_at;
    struct pollfd fds[2] = {{signals, POLLIN, 0}, {open_output ? output[0] : -1, POLLIN, 0}};
    int wait = until <= at ? 0 : until - at > 1000 ? 1000 : (int)(until - at);
    poll(fds, 2, wait);
    if (open_output && fds[1].revents) open_output = drain(output[0]);
    struct signalfd_siginfo info;
    while (read(signals, &info, sizeof info) == (ssize_t)sizeof info) {
      if (info.ssi_signo == SIGTERM || info.ssi_signo == SIGINT) {
        if (kill_at == INT64_MAX) {
          reason = "stopped";
          signal_descendants(SIGTERM);
          kill_at = ticks_ms() + grace * 1000;
        }
      }
    }
    pid_t child;
    int child_status;
    struct rusage child_used;
    while ((child = wait4(-1, &child_status, WNOHANG, &child_used)) > 0) {
      if (child != task) continue;
      ended = 1;
      status = child_status;
      used = child_used;
    }
    at = ticks_ms();
    if (ended) break;
    if (at >= deadline) {
      deadline = INT64_MAX;
      if (kill_at == INT64_MAX) {
        reason = "timeout";
        signal_descendants(SIGTERM);
        kill_at = at + grace * 1000;
      }
    }
    if (at >= kill_at) {
      signal_descendants(SIGKILL);
      kill_at = at + 200;
    }
    if (at >= next_sample) {
      sample(usage_fd);
      next_sample = at + SAMPLE_MS;
    }
  }

  /* Nothing of the task outlives it, however it left its group. */
  for (;;) {
    int left = 0;
    pid_t child;
    while ((child = waitpid(-1, NULL, WNOHANG)) > 0) left = 1;
    if (child < 0 && errno == ECHILD && !left) break;
    if (open_output) open_output = drain(output[0]);
    signal_descendants(SIGKILL);
    struct timespec pause = {0, 2000000};
    nanosleep(&pause, NULL);
  }
  if (open_output) drain(output[0]);

  int64_t finished = now_ms();
  double cpu = (double)used.ru_utime.tv_sec + used.ru_utime.tv_usec / 1e6 +
               (double)used.ru_stime.tv_sec + used.ru_stime.tv_usec / 1e6;
  double wall = (double)(ticks_ms() - started_ticks) / 1000;
  if (wall > 0.001 && cpu / wall > peak_cores) peak_cores = cpu / wall;
  if (used.ru_maxrss * 1024LL > peak_bytes) peak_bytes = used.ru_maxrss * 1024LL;
  fsync(log_fd);
  write_exit(
      "reason %s\ndetail %s\nexitCode %d\nsignal %d\nstartedAt %lld\nfinishedAt %lld\n"
      "peakCpuCores %.4f\npeakMemoryBytes %lld\nlostLogBytes %lld\n",
      reason, why ? strerror(why) : "-", WIFEXITED(status) ? WEXITSTATUS(status) : -1,
      WIFSIGNALED(status) ? WTERMSIG(status) : 0, (long long)started, (long long)finished,
      peak_cores, peak_bytes, (long long)lost_bytes);
  return 0;
}
