#!/bin/sh
# machine.sh NAME ROOT PLACE...
#
# The first process of a machine, in namespaces of its own: network, mounts, host name. It lays
# folders below ROOT over the places where programs of a node insist on keeping their things, so
# that two nodes do not share them. The machine's network and mounts are gone when its last process is.
set -eu
name=$1 root=$2
shift 2
echo "$name" >/proc/sys/kernel/hostname
# Containers may ask that later mounts reach them; those must not reach the host.
mount --make-rshared /
for place in "$@"; do
  mount --bind "$root$place" "$place"
done
: >"$root/ready"
exec sleep infinity
