# The whole shop in one image; deploy/entrypoint.sh says which part of it a container is.
# Built for servers with: docker build --platform linux/amd64 --tag fastshop .

FROM node:24.11-bookworm-slim AS assets
WORKDIR /app
COPY theme/static_src/package.json theme/static_src/package-lock.json theme/static_src/
RUN npm ci --prefix theme/static_src
COPY theme theme
COPY templates templates
COPY components components
RUN node theme/static_src/build.mjs

FROM python:3.11.14-slim-bookworm AS packages
COPY requirements.txt deploy/local/constraints.txt /tmp/
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --requirement /tmp/requirements.txt --constraint /tmp/constraints.txt \
    && /venv/bin/pip uninstall --yes pip setuptools

FROM python:3.11.14-slim-bookworm
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=shop.settings \
    FASTSHOP_SHAPE=full \
    FASTSHOP_DATA_DIR=/data \
    STATIC_ROOT=/app/collected \
    PROMETHEUS_MULTIPROC_DIR=/tmp/metrics \
    BIND=0.0.0.0 \
    PORT=8000
WORKDIR /app
RUN useradd --uid 10001 --no-create-home --home-dir /data fastshop \
    && install --directory --owner fastshop --group fastshop /data /data/media
COPY --from=packages /venv /venv
COPY . .
COPY --from=assets /app/theme/static/dist theme/static/dist
# Collecting reads the settings, which refuse to start without these, and connects to nothing.
RUN python deploy/languages.py \
    && SECRET_KEY=collecting DATABASE_URL=postgres://nowhere/shop REDIS_URL=redis://nowhere \
    python manage.py collectstatic --noinput --verbosity 0
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "deploy/healthy.py"]
ENTRYPOINT ["/app/deploy/entrypoint.sh"]
CMD ["all-in-one"]
