#!/bin/sh
# launch.sh CGROUP RECORD PROGRAM [ARGUMENT...]
#
# Becomes a program of the testbed. It joins the cgroup that all its children inherit, and writes
# who it is, before it becomes the program: whoever started it may be killed at any moment, and
# nothing runs that `down` does not find.
set -eu
cgroup=$1 record=$2
shift 2
echo 0 >"$cgroup/cgroup.procs"
read -r boot </proc/sys/kernel/random/boot_id
read -r stat </proc/$$/stat
echo "$boot $stat" >"$record"
exec "$@"
