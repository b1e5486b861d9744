/* fiel-terminal.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FielAvailability: what is known of a terminal, always with its age.
 * @FIEL_AVAILABILITY_NOT_CHECKED: nobody asked yet
 * @FIEL_AVAILABILITY_READY: the last probe found it reachable and idle
 * @FIEL_AVAILABILITY_OURS: it is taken by an open attempt of this till
 * @FIEL_AVAILABILITY_BUSY: something else runs on it
 * @FIEL_AVAILABILITY_UNREACHABLE: the provider cannot reach it, or we cannot reach the provider
 */
typedef enum
{
  FIEL_AVAILABILITY_NOT_CHECKED,
  FIEL_AVAILABILITY_READY,
  FIEL_AVAILABILITY_OURS,
  FIEL_AVAILABILITY_BUSY,
  FIEL_AVAILABILITY_UNREACHABLE,
} FielAvailability;
#define FIEL_TYPE_AVAILABILITY (fiel_availability_get_type ())
GType fiel_availability_get_type (void);
#define FIEL_N_AVAILABILITIES (FIEL_AVAILABILITY_UNREACHABLE + 1)

#define FIEL_TYPE_TERMINAL (fiel_terminal_get_type ())
G_DECLARE_FINAL_TYPE (FielTerminal, fiel_terminal, FIEL, TERMINAL, GObject)

typedef struct _FielAttempt FielAttempt;

/* Read-only properties of the same names (explicit notify): key, name, provider-name, serial-tail, availability,
 * checked-wall-us, since-wall-us, attempt, can-cancel. Written by the engine only. */
const char *fiel_terminal_get_key (FielTerminal *self);            /* key in the store profile */
const char *fiel_terminal_get_name (FielTerminal *self);           /* "Terminal Norte" */
const char *fiel_terminal_get_provider_name (FielTerminal *self);  /* "Getnet" */
const char *fiel_terminal_get_serial_tail (FielTerminal *self);    /* last four of the serial number */
FielAvailability fiel_terminal_get_availability (FielTerminal *self);
gint64 fiel_terminal_get_checked_wall_us (FielTerminal *self);     /* 0: never */
/* When the first of the probes was that all said the same as the last one; 0: never. */
gint64 fiel_terminal_get_since_wall_us (FielTerminal *self);
FielAttempt *fiel_terminal_get_attempt (FielTerminal *self);       /* (transfer none) (nullable): the open one */
gboolean fiel_terminal_get_can_cancel (FielTerminal *self);        /* the provider can ask it to stop */
/* What its provider can ask it to print: lines of ours, its own slip of a payment again. No properties: it does not
 * change while the program runs. */
gboolean fiel_terminal_get_can_print (FielTerminal *self);
gboolean fiel_terminal_get_can_print_again (FielTerminal *self);

G_END_DECLS
