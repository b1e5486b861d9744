/* fuzz-damage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Files of SQLite and what can happen to them. Most damages go where the bytes mean something: in a page that is half
 * empty nobody notices the others, and a run that opens an unharmed journal takes longest and says nothing. */

#include "fuzz-damage.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* sqlite.org/fileformat2.html: §1.3, §1.6, §4.1 */
#define FILE_HEADER 100
#define LOG_HEADER 32
#define FRAME_HEADER 24

void
fuzz_image_init (FuzzImage *self)
{
  self->file = g_byte_array_new ();
  self->log = g_byte_array_new ();
  self->used = g_array_new (FALSE, FALSE, sizeof (guint32));
}

/* No bytes if there is no file. */
static void
read_into (GByteArray *bytes, const char *path)
{
  const int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  const off_t length = fd >= 0 ? lseek (fd, 0, SEEK_END) : 0;

  g_byte_array_set_size (bytes, (guint) length);
  fuzz_require (pread (fd, bytes->data, bytes->len, 0) == length || fd < 0, "%s", g_strerror (errno));
  if (fd >= 0)
    close (fd);
}

void
fuzz_image_read (FuzzImage *self, const char *path, const char *log_path)
{
  read_into (self->file, path);
  read_into (self->log, log_path);
}

/* Over what is there: new pages cost more than writing to old ones. */
static void
write_file (const char *path, const GByteArray *bytes)
{
  const int fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

  fuzz_require (fd >= 0 && write (fd, bytes->data, bytes->len) == (gssize) bytes->len
                  && ftruncate (fd, (off_t) bytes->len) == 0,
                "%s", g_strerror (errno));
  close (fd);
}

void
fuzz_image_write (const FuzzImage *self, const char *path, const char *log_path)
{
  write_file (path, self->file);
  if (self->log->len > 0)
    write_file (log_path, self->log);
  else
    g_unlink (log_path);
}

static gsize
read_short (const guint8 *bytes)
{
  return (gsize) bytes[0] << 8 | bytes[1];
}

/* Whether the page that begins with @header is a node of a tree; then from where to where in it there is nothing. */
static gboolean
find_gap (const guint8 *header, gsize *from, gsize *to)
{
  const gboolean inner = header[0] == 2 || header[0] == 5;

  if (!inner && header[0] != 10 && header[0] != 13)
    return FALSE;
  *from = (inner ? 12 : 8) + 2 * read_short (header + 3);
  *to = read_short (header + 5);

  return TRUE;
}

/* Finds out how large the pages are and which bytes of the file mean something. */
void
fuzz_image_look (FuzzImage *self)
{
  const guint8 *data = self->file->data;

  self->page = read_short (data + 16);
  for (gsize start = 0; start < self->file->len; start += self->page)
    {
      const gsize header = start == 0 ? FILE_HEADER : 0;
      gsize from = 0;
      gsize to = 0;

      if (find_gap (data + start + header, &from, &to))
        from += header;
      for (gsize i = 0; i < self->page; i++)
        if (i < from || i >= to)
          {
            const guint32 offset = (guint32) (start + i);

            g_array_append_val (self->used, offset);
          }
    }
}

static void
copy_bytes (GByteArray *to, const GByteArray *from)
{
  g_byte_array_set_size (to, from->len);
  if (from->len > 0)
    memcpy (to->data, from->data, from->len);
}

/* The bytes only. */
void
fuzz_image_copy (FuzzImage *self, const FuzzImage *from)
{
  copy_bytes (self->file, from->file);
  copy_bytes (self->log, from->log);
}

static void
write_at (GByteArray *bytes, gsize at, const guint8 *data, gsize length)
{
  if (at < bytes->len)
    memcpy (bytes->data + at, data, MIN (length, bytes->len - at));
}

/* Of @size bytes, number @from to number @to. */
static void
copy_page (GByteArray *bytes, gsize size, gsize from, gsize to)
{
  g_autofree guint8 *page = g_malloc0 (size);

  if ((from + 1) * size > bytes->len)
    return;
  memcpy (page, bytes->data + from * size, size);
  write_at (bytes, (from == to ? to + 1 : to) * size, page, size);
}

/* Where the page begins that @at is in; in a log, the frame with its header. */
static gsize
page_start (const FuzzImage *good, gboolean in_log, gsize at)
{
  if (!in_log)
    return at - at % good->page;

  return at < LOG_HEADER ? 0 : at - (at - LOG_HEADER) % (FRAME_HEADER + good->page);
}

/* One in sixteen anywhere, and the log has no gaps: there a checksum stands for every byte. */
static gsize
choose_place (const GByteArray *bytes, const FuzzImage *good, gboolean in_log, guint8 what, gsize number)
{
  const gsize place = in_log || what >= 0xf0 ? number : g_array_index (good->used, guint32, number % good->used->len);

  return place % bytes->len;
}

/* Fields of the header of a database and of a log that decide how the rest is read. */
static const guint8 header_offsets[] = { 16, 18, 19, 24, 28, 32, 36, 40, 44, 52, 56, 60, 64, 68, 92, 96 };

/* Six bytes: what, where, and two values. */
void
fuzz_image_damage (FuzzImage *self, const FuzzImage *good, FuzzInput *input)
{
  const guint8 what = fuzz_input_byte (input);
  const gsize number = (gsize) fuzz_input_bits (input, 3);
  const guint8 value = fuzz_input_byte (input);
  const guint8 other = fuzz_input_byte (input);
  const gboolean in_log = what & 1 && self->log->len > 0;
  GByteArray *bytes = in_log ? self->log : self->file;
  const gsize at = bytes->len > 0 ? choose_place (bytes, good, in_log, what, number) : 0;
  const gsize page = page_start (good, in_log, at);
  guint8 fill[256];

  if (bytes->len == 0)
    return;
  memset (fill, value, sizeof fill);
  switch (what / 2 % 8)
    {
    case 0:
      bytes->data[at] ^= (guint8) (1u << (value % 8));
      break;
    case 1:
      bytes->data[at] = bytes->data[at] != value ? value : (guint8) ~value;
      break;
    case 2:
      write_at (bytes, at, fill, MAX (other, 1));
      break;
    case 3:
      g_byte_array_set_size (bytes, (guint) (number & 1 ? at : page));
      break;
    case 4:
      copy_page (bytes, good->page, value % (bytes->len / good->page + 1), other % (bytes->len / good->page + 1));
      break;
    case 5:
      fill[0] = other;
      write_at (bytes, header_offsets[number % G_N_ELEMENTS (header_offsets)], fill, 1 + other % 4);
      break;
    case 6:
      write_at (bytes, page + value % (in_log ? FRAME_HEADER + 16u : 16u), &other, 1);
      break;
    default:
      g_byte_array_set_size (self->log, 0);
      break;
    }
}

gboolean
fuzz_bytes_equal (const GByteArray *a, const GByteArray *b)
{
  return a->len == b->len && (a->len == 0 || memcmp (a->data, b->data, a->len) == 0);
}
