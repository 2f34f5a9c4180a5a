# shellcheck shell=bash
# A private Slurm cluster for a test. start_cluster FOLDER runs munged, slurmctld and
# slurmd on this machine, as the calling user, on free ports, with all their files in
# FOLDER. stop_cluster ends them.

pids=()

start_cluster() {
  local dir=$1 user host port
  user=$(id -un)
  host=$(hostname -s)
  port=$(free_port 20000)
  mkdir -m 755 "$dir"/{munge,state,spool}

  head -c 1024 /dev/urandom >"$dir/munge/key"
  chmod 400 "$dir/munge/key"
  background munged --foreground --force --num-threads 2 --key-file "$dir/munge/key" --socket "$dir/munge/socket" \
    --pid-file "$dir/munge/pid" --seed-file "$dir/munge/seed" --log-file "$dir/munge/log"

  export SLURM_CONF=$dir/slurm.conf
  cat >"$SLURM_CONF" <<CONF
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmdPort=$(free_port $((port + 1)))
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
AuthInfo=socket=$dir/munge/socket
CredType=cred/munge
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd.pid
SlurmctldLogFile=$dir/slurmctld.log
SlurmdLogFile=$dir/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SwitchType=switch/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=batch_sched_delay=1,sched_interval=2
SlurmdParameters=config_overrides
ReturnToService=2
KillWait=30
NodeName=$host NodeAddr=127.0.0.1 CPUs=8 RealMemory=1000 State=UNKNOWN
PartitionName=test Nodes=$host Default=YES MaxTime=10 State=UP
CONF
  await 10 test -S "$dir/munge/socket"
  background slurmctld -D
  background slurmd -D
  await 30 idle
}

background() {
  "$@" >>"$1.out" 2>&1 &
  pids+=($!)
}

idle() { [[ $(sinfo --noheader --format=%t 2>/dev/null) == idle ]]; }

# free_port FROM prints the first port, from FROM on, on which nothing listens.
free_port() {
  local port=$1
  while (: >"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  echo "$port"
}

# await SECONDS COMMAND... waits until the command succeeds, and fails after SECONDS.
await() {
  local until=$((SECONDS + $1))
  while ! "${@:2}"; do
    if ((SECONDS >= until)); then
      echo "did not succeed within $1 s: ${*:2}" >&2
      return 1
    fi
    sleep 0.2
  done
}

stop_cluster() {
  scancel --user "$(id -un)" 2>/dev/null || true
  local i
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
    kill "${pids[i]}" 2>/dev/null || true
    wait "${pids[i]}" 2>/dev/null || true
  done
}
