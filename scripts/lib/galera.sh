# A MariaDB Galera cluster of our own on 127.0.0.1, node by node. Needs common.sh and mariadb.sh; each node is stopped like a single server,
# with mariadb_stop.

galera_provider() {
  local file
  for file in /usr/lib/galera/libgalera_smm.so /usr/lib64/galera-4/libgalera_smm.so; do
    [[ -f $file ]] && printf '%s\n' "$file" && return 0
  done
  return 1
}

# Nodes hand their data to a new one with rsync.
galera_is_installed() { mariadb_is_installed && galera_provider >/dev/null && command -v rsync >/dev/null; }

# galera_start FOLDER PORT MEMBERS OWN_PORT [server option…]: starts a node. MEMBERS are the ports of the nodes' own conversation, with commas;
# OWN_PORT is the one of this node, and the two after it must be free too. The first node of a new cluster is given --wsrep-new-cluster.
galera_start() {
  local folder=$1 port=$2 members=$3 own=$4
  shift 4
  # The rsync of a node that runs as root would change its user to one that may not read the data.
  local mariadb_user=mysql
  mariadb_start "$folder" "$port" \
    --binlog-format=ROW --innodb-autoinc-lock-mode=2 --innodb-buffer-pool-size=64M \
    --wsrep-on=ON --wsrep-provider="$(galera_provider)" --wsrep-cluster-name=qashyq --wsrep-node-name="node-$port" \
    --wsrep-node-address=127.0.0.1 --wsrep-cluster-address="gcomm://127.0.0.1:${members//,/,127.0.0.1:}" \
    --wsrep-sst-method=rsync --wsrep-sst-receive-address="127.0.0.1:$((own + 1))" \
    --wsrep-provider-options="gmcast.listen_addr=tcp://127.0.0.1:$own;ist.recv_addr=127.0.0.1:$((own + 2));gcache.size=32M" "$@" &&
    wait_for 120 galera_is_ready "$folder"
}

galera_is_ready() { mariadb_run "$1" -Nse "show status like 'wsrep_ready'" | grep -q ON; }
