# The portal as an image. Build it at the root of the repository; docs/from-laptop-to-cluster.md says what to do with it.
#
#   docker build --tag registry.example.com/mlops/portal:0.1.0 .
#
# Where the image of Node and its system come from; any with Node 22, npm and apt does.
ARG NODE_IMAGE=docker.io/library/node:22-bookworm-slim

# What packages there are, and nothing else: as long as it is the same, they are not installed anew.
FROM ${NODE_IMAGE} AS packages
COPY . /source
RUN find /source -type f ! -name package.json ! -name yarn.lock ! -name .yarnrc.yml -delete \
 && find /source -type d -empty -delete

FROM ${NODE_IMAGE} AS build
# Modules in C++ (SQLite, the sandbox of software templates) are compiled where there is no binary of them.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends g++ make python3 \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY --from=packages /source ./
RUN npm install --global "@yarnpkg/cli-dist@$(node --print 'require("./package.json").packageManager.split("@")[1]')"
RUN yarn install --immutable
COPY . .
RUN yarn tsc
RUN yarn build:backend
# What runs is packages with their production dependencies, and none of the sources.
WORKDIR /portal
RUN tar --extract --gzip --file /source/packages/backend/dist/skeleton.tar.gz \
 && cp /source/yarn.lock /source/.yarnrc.yml /source/package.json . \
 && yarn workspaces focus --all --production \
 && rm -rf .yarn/cache
# The archive would close its folder to everybody but root.
RUN tar --extract --gzip --no-overwrite-dir --file /source/packages/backend/dist/bundle.tar.gz \
 && cp --recursive /source/app-config.yaml /source/catalog .

FROM ${NODE_IMAGE}
ENV NODE_ENV=production
# Software templates are rendered in an isolate, which cannot start from a snapshot.
ENV NODE_OPTIONS=--no-node-snapshot
COPY --from=build /portal /portal
# Paths in app-config.yaml start here.
WORKDIR /portal/packages/backend
# Owns nothing below /portal, so that the portal cannot change itself.
USER 1000:1000
EXPOSE 7007
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "--eval", "fetch('http://127.0.0.1:7007/.backstage/health/v1/readiness').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node hears SIGTERM itself, and the portal has no children on clusters: no init is needed.
CMD ["node", ".", "--config", "../../app-config.yaml"]
