#!/bin/sh
# Saves the database and the pictures to a new folder below $BACKUPS and prints its name.
# Needs DATABASE_URL, MEDIA_FOLDER, and a pg_dump at least as new as the server.
set -eu
umask 077
name=${1:-$(date -u +%Y-%m-%dT%H%M%SZ)}
mkdir -p "$BACKUPS"
draft=$(mktemp -d "$BACKUPS/.$name.XXXXXX")
trap 'rm -rf "$draft"' EXIT
pg_dump --format=custom --no-owner --no-privileges --dbname="$DATABASE_URL" --file="$draft/database.dump"
tar -czf "$draft/media.tar.gz" -C "$MEDIA_FOLDER" .
# Complete or not there at all.
mv "$draft" "$BACKUPS/$name"
trap - EXIT
echo "$BACKUPS/$name"
