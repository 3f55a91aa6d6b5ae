/*
 * Ports of a program that only the backend reaches. Their sockets are made before the program is forked and are
 * named after the attempt was claimed, by the supervisor and outside of the sandbox: what is inside can neither
 * see nor exchange them. Inside, where the program's own addresses mean what it means by them, a forwarder takes
 * their connections and hands them on.
 */
#ifndef PORTS_H
#define PORTS_H

#define MOST_PORTS 16

struct port {
  /* Where the backend connects. The same with PROBE behind it answers `1` if the program takes connections. */
  const char *path;
  /* Where the program listens: `tcp:<number>` on its loopback, or `unix:<path>`. */
  const char *target;
};

/* Sockets for a number of ports, two each, into `sockets`. @returns -1 with errno when that fails */
int make_port_sockets(int count, int *sockets);

/* Names the sockets and listens at them. @returns -1 with errno when that fails */
int open_ports(const struct port *ports, int count, const int *sockets);

/*
 * Starts the forwarder, a process that is no child of its caller. It keeps nothing open but the sockets, and
 * ends with the sandbox or by its supervisor.
 */
void forward_ports(char *const *targets, int count, const int *sockets);

#endif
