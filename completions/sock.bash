# Completions of sock for bash: put this file into ~/.local/share/bash-completion/completions/sock, or source it.
# Made by: sock completions bash

_sock_offer() {
  local word
  while IFS= read -r word; do
    COMPREPLY+=("$word")
  done < <(compgen -W "$1" -- "$cur")
  # What goes on has no space behind it; bash 3.2 cannot be told so.
  [[ ${COMPREPLY[0]-} != *[=:/] ]] || compopt -o nospace 2>/dev/null || :
  _sock_no_files
}

_sock_no_files() {
  compopt +o default 2>/dev/null || :
}

# Whether -- has been typed: what follows is a program, and its arguments, which may be files.
_sock_after_dashes() {
  local i word
  for ((i = 2; i < COMP_CWORD; i++)); do
    [[ ${COMP_WORDS[i]} == -- ]] || continue
    if ((i == COMP_CWORD - 1)); then
      while IFS= read -r word; do
        COMPREPLY+=("$word")
      done < <(compgen -c -- "$cur")
    fi
    return 0
  done
  return 1
}

_sock() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]-}
  COMPREPLY=()
  # bash takes --name=VALUE for three words.
  if [[ $cur == = ]]; then
    cur=''
  elif [[ $prev == = ]]; then
    prev=${COMP_WORDS[COMP_CWORD - 2]}
  fi

  if ((COMP_CWORD == 1)); then
    _sock_offer 'connect listen echo-server relay probe replay completions --help --help-all --help-man --version'
    return
  fi
  ! _sock_after_dashes || return 0

  case $prev in
    -b | --buffer-size | --send | --send-hex | --linger | --max-receive | --expect-bytes | --expect-sha256 | --prompt | --quit-word | --multicast | --tls-server-name | --tls-alpn | --ws-protocol | --ws-header | --rate | -t | --timeout | --connect-timeout | --read-timeout | --write-timeout | --idle-timeout | --deadline | --retry-delay | --retry-max-delay | --retry-budget | -s | --source | --output-per-client | --reply | --shell | --clients | -m | --max-clients | --ready-fd | --grace | --allow | --deny | --max-clients-per-host | --seed | --accept-timeout | --backlog | --unix-mode | --wait | --wait-closed | --mask)
      _sock_no_files
      return
      ;;
    --input | --output | --tls-ca | --tls-cert | --tls-key | --tls-client-ca | --proxy-password-file | --verdict | --tee | --pcap | --record | --ready-file | --allow-file | --deny-file)
      return
      ;;
    --on-peer-close)
      _sock_offer 'auto finish quit'
      return
      ;;
    --close)
      _sock_offer 'fin reset'
      return
      ;;
    --tls-min)
      _sock_offer '1.2 1.3'
      return
      ;;
    --tls-pin)
      _sock_offer 'sha256:'
      return
      ;;
    --proxy)
      _sock_offer 'socks5:// socks4:// http://'
      return
      ;;
    --retry)
      _sock_offer 'forever'
      return
      ;;
    --retry-backoff)
      _sock_offer 'exponential linear constant'
      return
      ;;
    --retry-jitter)
      _sock_offer 'spread none'
      return
      ;;
    -o | --option)
      _sock_offer 'SO_BINDTODEVICE= SO_BROADCAST= SO_BUSY_POLL= SO_DEBUG= SO_DONTROUTE= SO_EXCLUSIVEADDRUSE= SO_INCOMING_CPU= SO_KEEPALIVE= SO_LINGER= SO_MARK= SO_MAX_PACING_RATE= SO_NOSIGPIPE= SO_OOBINLINE= SO_PREFER_BUSY_POLL= SO_PRIORITY= SO_RCVBUF= SO_RCVBUFFORCE= SO_RCVLOWAT= SO_REUSEADDR= SO_REUSEPORT= SO_SNDBUF= SO_SNDBUFFORCE= SO_SNDLOWAT= SO_ZEROCOPY= TCP_CONGESTION= TCP_CONNECTIONTIMEOUT= TCP_CORK= TCP_DEFER_ACCEPT= TCP_FASTOPEN= TCP_FASTOPEN_CONNECT= TCP_KEEPCNT= TCP_KEEPIDLE= TCP_KEEPINTVL= TCP_LINGER2= TCP_MAXRT= TCP_MAXSEG= TCP_NODELAY= TCP_NOPUSH= TCP_NOTSENT_LOWAT= TCP_QUICKACK= TCP_SYNCNT= TCP_THIN_LINEAR_TIMEOUTS= TCP_USER_TIMEOUT= TCP_WINDOW_CLAMP= IP_BIND_ADDRESS_NO_PORT= IP_DONTFRAG= IP_FREEBIND= IP_MINTTL= IP_MTU_DISCOVER= IP_MULTICAST_LOOP= IP_MULTICAST_TTL= IP_RECVERR= IP_TOS= IP_TRANSPARENT= IP_TTL= IPV6_AUTOFLOWLABEL= IPV6_DONTFRAG= IPV6_FREEBIND= IPV6_MINHOPCOUNT= IPV6_MTU= IPV6_MTU_DISCOVER= IPV6_MULTICAST_HOPS= IPV6_MULTICAST_LOOP= IPV6_RECVERR= IPV6_TCLASS= IPV6_TRANSPARENT= IPV6_UNICAST_HOPS= IPV6_V6ONLY='
      return
      ;;
    --show-options)
      if [[ ${COMP_WORDS[COMP_CWORD]} == = || ${COMP_WORDS[COMP_CWORD - 1]} == = ]]; then
        _sock_offer 'SO_ACCEPTCONN SO_BINDTODEVICE SO_BROADCAST SO_BUSY_POLL SO_DEBUG SO_DONTROUTE SO_EXCLUSIVEADDRUSE SO_INCOMING_CPU SO_KEEPALIVE SO_LINGER SO_MARK SO_MAX_PACING_RATE SO_NOSIGPIPE SO_OOBINLINE SO_PREFER_BUSY_POLL SO_PRIORITY SO_RCVBUF SO_RCVBUFFORCE SO_RCVLOWAT SO_REUSEADDR SO_REUSEPORT SO_SNDBUF SO_SNDBUFFORCE SO_SNDLOWAT SO_TYPE SO_ZEROCOPY TCP_CONGESTION TCP_CONNECTIONTIMEOUT TCP_CORK TCP_DEFER_ACCEPT TCP_FASTOPEN TCP_FASTOPEN_CONNECT TCP_KEEPCNT TCP_KEEPIDLE TCP_KEEPINTVL TCP_LINGER2 TCP_MAXRT TCP_MAXSEG TCP_NODELAY TCP_NOPUSH TCP_NOTSENT_LOWAT TCP_QUICKACK TCP_SYNCNT TCP_THIN_LINEAR_TIMEOUTS TCP_USER_TIMEOUT TCP_WINDOW_CLAMP IP_BIND_ADDRESS_NO_PORT IP_DONTFRAG IP_FREEBIND IP_MINTTL IP_MTU IP_MTU_DISCOVER IP_MULTICAST_LOOP IP_MULTICAST_TTL IP_RECVERR IP_TOS IP_TRANSPARENT IP_TTL IPV6_AUTOFLOWLABEL IPV6_DONTFRAG IPV6_FREEBIND IPV6_MINHOPCOUNT IPV6_MTU IPV6_MTU_DISCOVER IPV6_MULTICAST_HOPS IPV6_MULTICAST_LOOP IPV6_RECVERR IPV6_TCLASS IPV6_TRANSPARENT IPV6_UNICAST_HOPS IPV6_V6ONLY'
        return
      fi
      ;;
    --log-format)
      _sock_offer 'text json'
      return
      ;;
    --digest)
      _sock_offer 'sha256'
      return
      ;;
    --progress)
      if [[ ${COMP_WORDS[COMP_CWORD]} == = || ${COMP_WORDS[COMP_CWORD - 1]} == = ]]; then
        _sock_offer 'auto always never'
        return
      fi
      ;;
    --fault)
      _sock_offer 'never-accept silent half-close-first reset-after= close-after= slow-read= drip= corrupt= latency='
      return
      ;;
    --frame)
      _sock_offer 'line length'
      return
      ;;
    --as)
      _sock_offer 'client server'
      return
      ;;
  esac

  case $command,$cur in
    connect,-*) _sock_offer '-b --buffer-size --input --output --append --send --send-hex --crlf --send-only --recv-only --no-shutdown --linger --on-peer-close --close --max-receive --expect-bytes --expect-sha256 -i --interactive --prompt --quit-word -u --udp --multicast --tls --tls-ca --tls-cert --tls-key --tls-client-ca --tls-server-name --tls-alpn --tls-min --tls-pin --tls-insecure --ws-protocol --ws-header --ws-text --proxy --proxy-password-file --rate -t --timeout --non-blocking --blocking --connect-timeout --read-timeout --write-timeout --idle-timeout --deadline --retry --retry-delay --retry-backoff --retry-max-delay --retry-budget --retry-jitter --reconnect -4 --ipv4 -6 --ipv6 -n --no-dns -s --source -o --option --show-options -v --verbose -q --quiet --log-format --verdict --stats --digest --progress --hex --tee --explain --pcap --record --record-chunks --record-timing -h --help --help-all --help-man --version' ;;
    connect,*)
      _sock_offer 'tcp:// udp:// tls:// ws:// wss:// unix: tls+unix: fd:'
      ;;
    listen,-*) _sock_offer '-b --buffer-size --input --output --append --send --send-hex --crlf --send-only --recv-only --no-shutdown --linger --on-peer-close --close --max-receive --expect-bytes --expect-sha256 --tag --output-per-client --reply -i --interactive --prompt --quit-word --exec --shell --broker --chat -u --udp --multicast --tls --tls-ca --tls-cert --tls-key --tls-client-ca --tls-server-name --tls-alpn --tls-min --tls-pin --tls-insecure --ws-protocol --ws-header --ws-text -k --keep-open --clients -m --max-clients --ready-file --ready-fd --run --grace --allow --deny --allow-file --deny-file --max-clients-per-host --rate --fault --seed -t --timeout --non-blocking --blocking --connect-timeout --accept-timeout --read-timeout --write-timeout --idle-timeout --deadline -4 --ipv4 -6 --ipv6 -n --no-dns -s --source --backlog -o --option --show-options --unix-mode -v --verbose -q --quiet --log-format --verdict --stats --digest --progress --hex --tee --explain --pcap --record --record-chunks --record-timing -h --help --help-all --help-man --version' ;;
    listen,*)
      _sock_offer 'tcp:// udp:// tls:// ws:// wss:// unix: tls+unix: fd:'
      ;;
    echo-server,-*) _sock_offer '--reply -u --udp --multicast --tls --tls-ca --tls-cert --tls-key --tls-client-ca --tls-server-name --tls-alpn --tls-min --tls-pin --tls-insecure --ws-protocol --ws-header --ws-text -k --keep-open --clients -m --max-clients --ready-file --ready-fd --run --grace --allow --deny --allow-file --deny-file --max-clients-per-host --rate --fault --seed -t --timeout --non-blocking --blocking --connect-timeout --accept-timeout --read-timeout --write-timeout --idle-timeout --deadline -4 --ipv4 -6 --ipv6 -n --no-dns -s --source --backlog -o --option --show-options --unix-mode -v --verbose -q --quiet --log-format --verdict --stats --digest --progress --hex --tee --append --explain --pcap --record --record-chunks --record-timing -h --help --help-all --help-man --version' ;;
    echo-server,*)
      _sock_offer 'tcp:// udp:// tls:// ws:// wss:// unix: tls+unix: fd:'
      ;;
    relay,-*) _sock_offer '--frame -u --udp --multicast --tls --tls-ca --tls-cert --tls-key --tls-client-ca --tls-server-name --tls-alpn --tls-min --tls-pin --tls-insecure --ws-protocol --ws-header --ws-text --proxy --proxy-password-file --retry --retry-delay --retry-backoff --retry-max-delay --retry-budget --retry-jitter -k --keep-open --clients -m --max-clients --ready-file --ready-fd --run --grace --allow --deny --allow-file --deny-file --max-clients-per-host --rate --fault --seed -t --timeout --non-blocking --blocking --connect-timeout --accept-timeout --read-timeout --write-timeout --idle-timeout --deadline -4 --ipv4 -6 --ipv6 -n --no-dns -s --source --backlog -o --option --show-options --unix-mode -v --verbose -q --quiet --log-format --verdict --stats --digest --progress --hex --tee --append --explain --pcap --record --record-chunks --record-timing -h --help --help-all --help-man --version' ;;
    relay,*)
      _sock_offer 'tcp:// udp:// tls:// ws:// wss:// unix: tls+unix: fd: exec: -'
      ;;
    probe,-*) _sock_offer '-t --timeout --wait --wait-closed --banner --json -u --udp --multicast --tls --tls-ca --tls-cert --tls-key --tls-client-ca --tls-server-name --tls-alpn --tls-min --tls-pin --tls-insecure --ws-protocol --ws-header --ws-text -4 --ipv4 -6 --ipv6 -n --no-dns -s --source -o --option -v --verbose -q --quiet --log-format --verdict -h --help --help-all --help-man --version' ;;
    probe,*)
      _sock_offer 'tcp:// udp:// tls:// ws:// wss:// unix: tls+unix: fd:'
      ;;
    replay,-*) _sock_offer '--as --mask --update -u --udp --multicast --tls --tls-ca --tls-cert --tls-key --tls-client-ca --tls-server-name --tls-alpn --tls-min --tls-pin --tls-insecure --ws-protocol --ws-header --ws-text --proxy --proxy-password-file --retry --retry-delay --retry-backoff --retry-max-delay --retry-budget --retry-jitter -k --keep-open --clients -m --max-clients --ready-file --ready-fd --run --grace --allow --deny --allow-file --deny-file --max-clients-per-host --rate --fault --seed -t --timeout --non-blocking --blocking --connect-timeout --accept-timeout --read-timeout --write-timeout --idle-timeout --deadline -4 --ipv4 -6 --ipv6 -n --no-dns -s --source --backlog -o --option --show-options --unix-mode -v --verbose -q --quiet --log-format --verdict --stats --digest --progress --hex --tee --append --explain --pcap --record --record-chunks --record-timing -h --help --help-all --help-man --version' ;;
    replay,*)
      ((COMP_CWORD > 2)) || return 0
      _sock_offer 'tcp:// udp:// tls:// ws:// wss:// unix: tls+unix: fd:'
      ;;
    completions,-*) _sock_offer '-h --help --help-all --help-man --version' ;;
    completions,*)
      _sock_offer 'bash zsh fish pwsh'
      ;;
  esac
}

complete -o default -F _sock sock
