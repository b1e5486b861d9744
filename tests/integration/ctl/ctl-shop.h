/* ctl-shop.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "practice-peer.h"

G_BEGIN_DECLS

/**
 * CtlShop: a profile in a folder of its own, a practice cloud whose time runs fast, and fielctl to be run on both.
 */
typedef struct
{
  char *folder;          /* owned */
  char *profile_path;    /* owned */
  PracticePeer *peer;    /* owned, nullable once it was stopped */
} CtlShop;

/**
 * CtlRun: what one fielctl did.
 * @lines: (element-type JsonObject): its standard output, if it was run with --json
 */
typedef struct
{
  int code;
  char *output;          /* owned */
  char *errors;          /* owned */
  GPtrArray *lines;      /* owned, nullable */
} CtlRun;

void ctl_shop_init (CtlShop *shop);
/* One terminal, "norte", and amounts in centavos. */
void ctl_shop_init_argentina (CtlShop *shop);
/* The profile of that one, to be written over another. */
char *ctl_shop_make_argentina (CtlShop *shop) G_GNUC_WARN_UNUSED_RESULT;
void ctl_shop_clear (CtlShop *shop);
void ctl_shop_write_profile (CtlShop *shop, const char *base, const char *more);
void ctl_shop_add_till_keys (CtlShop *shop, const char *lines);

CtlRun *ctl_shop_run (CtlShop *shop, const char *input, const char *first_argument, ...) G_GNUC_NULL_TERMINATED;
/* Its standard output is on a disk without room. */
CtlRun *ctl_shop_run_on_full_disk (CtlShop *shop, const char *first_argument, ...) G_GNUC_NULL_TERMINATED;
/* It has no standard input and output at all. */
CtlRun *ctl_shop_run_closed (CtlShop *shop, const char *first_argument, ...) G_GNUC_NULL_TERMINATED;
void ctl_run_free (CtlRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtlRun, ctl_run_free)

JsonObject *ctl_run_last (CtlRun *run);
const char *ctl_text (JsonObject *object, const char *name);
void ctl_run_assert_trouble (CtlRun *run, const char *names);

/* A fielctl that is left running: standard output is read line by line. */
GSubprocess *
ctl_shop_start (CtlShop *shop, GDataInputStream **output, const char *first_argument, ...) G_GNUC_NULL_TERMINATED;
char *ctl_wait_for_state (GDataInputStream *output, const char *state);
int ctl_wait_for_end (GSubprocess *process);

guint ctl_shop_count_transmissions (CtlShop *shop, const char *attempt_id);

G_END_DECLS
