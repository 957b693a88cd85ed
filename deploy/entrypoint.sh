#!/bin/sh
# Runs one role of the shop: a line of the Procfile, `migrate`, or `all-in-one`. Anything else is run as it is.
set -eu
cd "$(dirname "$0")/.."

line() {
    sed -n "s/^$1: //p" Procfile
}

case "${1:-all-in-one}" in
    web | live | worker | beat)
        exec sh -c "exec $(line "$1")"
        ;;
    migrate)
        exec python manage.py migrate --noinput
        ;;
    all-in-one)
        # One Daphne serves pages, sockets and pictures; BACKGROUND_THREADS=yes adds the worker and beat to it.
        export SERVE_MEDIA="${SERVE_MEDIA:-yes}"
        case "${MIGRATE_ON_START:-no}" in
            1 | true | yes | on) python manage.py migrate --noinput ;;
        esac
        exec sh -c "exec $(line live)"
        ;;
    *)
        exec "$@"
        ;;
esac
