/* What the parts of the supervisor share. */
#include <sys/types.h>

/* When the memory of the group is used up, the task goes and not its supervisor. */
void set_oom_score(const char *value);

/* Of everything below the process that asks; what goes on forking cannot run away from it. */
void kill_descendants(void);

/* Closes every file that is open but the first `kept`. */
void close_from(int kept);

/* What a terminal is opened beside. */
struct surroundings {
  /* The task, or the sandbox around it. */
  pid_t task;
  /* Processes of the sandbox, one below the other; 0 where there is none. */
  int levels;
  char **environment;
};

/* Listens in the folder of an attempt. @returns where connections come, or -1 */
int listen_for_terminals(int folder);

/* Takes a connection and starts a terminal for it, if it is one of ours. */
void take_terminal(int listening, const struct surroundings *beside);
