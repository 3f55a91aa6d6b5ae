/** What marks every process that was started in a terminal: each inherits it, whatever session it makes its own. */
const MARK = 'MLOPS_TERMINAL';

/**
 * Executed beside a shell, as `sh -c … sh <mark>`. It says which shell there is, and waits for the end of its input,
 * which comes also when the backend is killed or the connection breaks. Then it ends what carries the mark, first as
 * a terminal does that goes, and what is left with force. Only what every shell has built in is needed;
 * `sleep` is used where it is there.
 */
export const KEEPER = `
marked() {
  for folder in /proc/[0-9]*; do
    {
      while IFS= read -r line || [ -n "$line" ]; do
        case $line in
          *${MARK}="$1"*) echo "\${folder#/proc/}"; break ;;
        esac
      done < "$folder/environ"
    } 2>/dev/null
  done
}
if command -v bash > /dev/null 2>&1; then echo bash; else echo sh; fi
while read -r line; do :; done
round=0
while [ $round -lt 50 ]; do
  pids=$(marked "$1")
  [ -n "$pids" ] || break
  if [ $round -lt 3 ]; then
    kill -HUP $pids 2>/dev/null
    kill -CONT $pids 2>/dev/null
  else
    kill -KILL $pids 2>/dev/null
  fi
  round=$((round + 1))
  sleep 0.2 2>/dev/null
done
`;

/** Executed in the terminal, as `sh -c … sh <mark> <shell>`. */
export const SHELL = `export ${MARK}="$1" TERM=xterm-256color; exec "$2"`;
