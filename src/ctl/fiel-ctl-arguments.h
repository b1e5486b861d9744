/* fiel-ctl-arguments.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What fielctl ends with; documented in its --help. */
typedef enum
{
  FIEL_CTL_EXIT_DONE = 0,
  FIEL_CTL_EXIT_NOT_CHARGED = 1,
  FIEL_CTL_EXIT_TROUBLE = 2,
  FIEL_CTL_EXIT_UNKNOWN = 3,
} FielCtlExit;

typedef enum
{
  FIEL_CTL_COMMAND_TERMINALS,
  FIEL_CTL_COMMAND_PROBE,
  FIEL_CTL_COMMAND_SALE,
  FIEL_CTL_COMMAND_REFUND,
  FIEL_CTL_COMMAND_STATUS,
  FIEL_CTL_COMMAND_CHECK,
  FIEL_CTL_COMMAND_CANCEL,
  FIEL_CTL_COMMAND_RESOLVE,
  FIEL_CTL_COMMAND_ALERTS,
  FIEL_CTL_COMMAND_SEEN,
  FIEL_CTL_COMMAND_EVIDENCE,
  FIEL_CTL_COMMAND_RECEIPT,
  FIEL_CTL_COMMAND_JOURNAL_LIST,
  FIEL_CTL_COMMAND_JOURNAL_VERIFY,
  FIEL_CTL_COMMAND_JOURNAL_EXPORT,
  FIEL_CTL_COMMAND_SECRET_SET,
  FIEL_CTL_COMMAND_SECRET_CLEAR,
  FIEL_CTL_COMMAND_PROFILE_CHECK,
  FIEL_CTL_COMMAND_PROFILE_EXPORT,
  FIEL_CTL_COMMAND_PROFILE_IMPORT,
  FIEL_CTL_COMMAND_SHIFT_SHOW,
  FIEL_CTL_COMMAND_SHIFT_X,
  FIEL_CTL_COMMAND_SHIFT_OPEN,
  FIEL_CTL_COMMAND_SHIFT_CLOSE,
  FIEL_CTL_COMMAND_SHIFT_LIST,
  FIEL_CTL_COMMAND_SHIFT_PRINT,
  FIEL_CTL_COMMAND_SHIFT_BATCH,
  FIEL_CTL_COMMAND_PEOPLE_LIST,
  FIEL_CTL_COMMAND_PEOPLE_ADD,
  FIEL_CTL_COMMAND_PEOPLE_SET_PIN,
  FIEL_CTL_COMMAND_PEOPLE_REMOVE,
  FIEL_CTL_COMMAND_CALLBACKS,
} FielCtlCommand;

/**
 * FielCtlArguments: the command line, read and checked for shape. Pointers owned; what was not given is NULL, FALSE or
 * 0.
 */
typedef struct
{
  FielCtlCommand command;
  char **words;           /* what stands beside the options, without the command */

  char *profile;
  gboolean training;
  gboolean json;

  char *person;
  char *role;
  gboolean recover;

  char *terminal;
  char *reference;
  gboolean new_ticket;
  gboolean any_way;
  gboolean without_sale;
  char *why;
  char *approver;
  char *authorization;
  char *date;
  char *sale_date;
  gboolean no_wait;
  gboolean wait;
  gboolean open;
  gboolean charged;
  gboolean not_charged;
  char *reason;
  char *by;
  char *witness;
  char *note;
  gboolean print;
  gboolean on_terminal;
  gboolean slip_again;
  char *pdf;
  char *paper;
  char *since;
  char *until;
  gboolean as_pdf;
  gboolean bundle;
  gboolean this_shift;
  gboolean replace;
  gboolean whole;
  int limit;
  char *head;
  gboolean csv;
  gboolean carry_over;
  char *manager;
  char *float_amount;
  char *taken;
  char *counted;
} FielCtlArguments;

typedef enum
{
  FIEL_CTL_PARSE_RUN,     /* go on */
  FIEL_CTL_PARSE_HELP,    /* @text is what was asked for */
  FIEL_CTL_PARSE_WRONG,   /* @text says what is wrong, and what would be right */
} FielCtlParse;

FielCtlParse fiel_ctl_arguments_parse (FielCtlArguments *arguments, int argc, char **argv, char **text);
/* A day, or a time, of this machine's clock. @end: a day means its end. @text: (nullable): then @wall_us stays. */
gboolean fiel_ctl_read_time (const char *text, gboolean end, gint64 *wall_us) G_GNUC_WARN_UNUSED_RESULT;

void fiel_ctl_arguments_clear (FielCtlArguments *arguments);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FielCtlArguments, fiel_ctl_arguments_clear)

G_END_DECLS
