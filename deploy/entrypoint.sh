#!/bin/sh
# Runs one role of the shop: a line of the Procfile, or one of those below. Anything else is run as it is.
set -eu
cd "$(dirname "$0")/.."

# What processes of an earlier life of this container counted is over.
rm -rf "${PROMETHEUS_MULTIPROC_DIR:-/tmp/none}"

line() {
    sed -n "s/^$1: //p" Procfile
}

case "${1:-all-in-one}" in
    web | live | worker | beat)
        exec sh -c "exec $(line "$1")"
        ;;
    worker-and-beat)
        # For hosts where each container is paid for; with more workers, beat needs a container of its own.
        exec sh -c "exec $(line worker) --beat --schedule \"\$FASTSHOP_DATA_DIR/beat-schedule\""
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
