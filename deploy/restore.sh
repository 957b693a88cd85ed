#!/bin/sh
# Puts back what backup.sh saved under this name. The database becomes what it was then, or stays as it is;
# pictures that came later are kept. Stop the shop's processes first.
set -eu
umask 022
folder=$BACKUPS/${1:?Say which backup: a folder name below $BACKUPS}
test -f "$folder/database.dump" || { echo "There is no backup in $folder." >&2; exit 1; }
statements=$(mktemp)
trap 'rm -f "$statements"' EXIT
# A table that came later would be in the way of the migration that makes it.
echo 'SET client_min_messages = warning; DROP SCHEMA public CASCADE; CREATE SCHEMA public;' > "$statements"
pg_restore --no-owner --no-privileges --file=- "$folder/database.dump" >> "$statements"
psql --quiet --no-psqlrc --single-transaction --set=ON_ERROR_STOP=1 --dbname="$DATABASE_URL" \
    --file="$statements" > /dev/null
mkdir -p "$MEDIA_FOLDER"
tar -xzf "$folder/media.tar.gz" -C "$MEDIA_FOLDER"
echo "Restored $folder."
