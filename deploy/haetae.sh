#!/bin/sh
# The commands beside the service of haetae.service, for root: see docs/deploy.md. Copy to /usr/local/sbin/haetae.
# What a drop-in of the unit sets, set here too.
export HAETAE_DATA=/var/lib/haetae
export NCLOUD_ACCESS_KEY_FILE=/etc/haetae/access-key
export NCLOUD_SECRET_KEY_FILE=/etc/haetae/secret-key
export WEBHOOK_URL_FILE=/etc/haetae/webhook-url
exec /opt/haetae/bin/haetae "$@"
