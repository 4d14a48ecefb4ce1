/*
 * A disk that breaks while a program runs. Preloaded into it (LD_PRELOAD), this lets every writing to
 * the directory BROKEN_DISK fail with the error number that the file BROKEN_DISK_SWITCH holds, for
 * as long as that file is there.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

/* The error number to fail with, or 0. */
static int broken(void) {
  const char *file = getenv("BROKEN_DISK_SWITCH");
  FILE *stream = file == NULL ? NULL : fopen(file, "r");
  int number = 0;
  if (stream == NULL) return 0;
  if (fscanf(stream, "%d", &number) != 1) number = 0;
  fclose(stream);
  return number;
}

/* Whether a file descriptor belongs to the directory. */
static int is_on_disk(int fd) {
  const char *directory = getenv("BROKEN_DISK");
  char link[64], path[PATH_MAX];
  ssize_t length;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink(link, path, sizeof path - 1);
  if (length < 0 || directory == NULL) return 0;
  path[length] = '\0';
  return strncmp(path, directory, strlen(directory)) == 0;
}

static int fails(int fd) {
  int saved = errno, number = is_on_disk(fd) ? broken() : 0;
  errno = number == 0 ? saved : number;
  return number != 0;
}

#define FAILING(type, name, parameters, arguments)                    \
  type name parameters {                                              \
    static type(*real) parameters;                                    \
    if (fails(fd)) return -1;                                         \
    if (real == NULL) real = (type(*) parameters)dlsym(RTLD_NEXT, #name); \
    return real arguments;                                            \
  }

FAILING(ssize_t, write, (int fd, const void *bytes, size_t count), (fd, bytes, count))
FAILING(ssize_t, writev, (int fd, const struct iovec *parts, int count), (fd, parts, count))
FAILING(ssize_t, pwrite, (int fd, const void *bytes, size_t count, off_t at), (fd, bytes, count, at))
FAILING(ssize_t, pwrite64, (int fd, const void *bytes, size_t count, off64_t at), (fd, bytes, count, at))
FAILING(int, ftruncate, (int fd, off_t length), (fd, length))
FAILING(int, ftruncate64, (int fd, off64_t length), (fd, length))
FAILING(int, fsync, (int fd), (fd))
FAILING(int, fdatasync, (int fd), (fd))
