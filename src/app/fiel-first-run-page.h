/* fiel-first-run-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-first-run-state.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FIEL_TYPE_FIRST_RUN_PAGE (fiel_first_run_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (FielFirstRunPage, fiel_first_run_page, FIEL, FIRST_RUN_PAGE, AdwBin)

/**
 * FielFirstRunPageClass: one step of the assistant.
 * @title: the question it asks, not translated yet
 * @enter: shows what the draft says, and moves the focus to where one begins
 * @leave: one wants to go on: writes what was typed into the draft. FALSE with an error if that is not right; FALSE
 *   without one if the page has something to do first, and emits "go-on" when it is done
 * @keep: (optional): one leaves the assistant: writes what is right so far; else @leave is tried
 * @dup_next_label: (optional): (transfer full): what the button says that goes on
 *
 * Signals: "go-on" (as if the button had been pressed), "changed" (the button says something else), "edited" (what was
 * wrong is being mended).
 */
struct _FielFirstRunPageClass
{
  AdwBinClass parent_class;

  const char *title;
  void (*enter) (FielFirstRunPage *self);
  gboolean (*leave) (FielFirstRunPage *self, GError **error);
  void (*keep) (FielFirstRunPage *self);
  char *(*dup_next_label) (FielFirstRunPage *self);
};

void fiel_first_run_page_set_state (FielFirstRunPage *self, FielFirstRunState *state);
FielFirstRunState *fiel_first_run_page_get_state (FielFirstRunPage *self);   /* (transfer none) */
FielProfileDraft *fiel_first_run_page_get_draft (FielFirstRunPage *self);    /* (transfer none) */

const char *fiel_first_run_page_get_title (FielFirstRunPage *self);
void fiel_first_run_page_enter (FielFirstRunPage *self);
gboolean fiel_first_run_page_leave (FielFirstRunPage *self, GError **error);
void fiel_first_run_page_keep (FielFirstRunPage *self);
char *fiel_first_run_page_dup_next_label (FielFirstRunPage *self) G_GNUC_WARN_UNUSED_RESULT;

/* For pages: they ask to go on, or say that their button has another word. */
void fiel_first_run_page_go_on (FielFirstRunPage *self);
void fiel_first_run_page_changed (FielFirstRunPage *self);
/* What the draft says goes into the row, unless it says nothing. */
void fiel_first_run_page_show_value (FielFirstRunPage *self, const char *group, const char *key, GtkEditable *row);
/* A row that @error is about is marked and gets the focus. A row that is right again is edited. */
void fiel_first_run_page_mark (GtkWidget *row, gboolean wrong);
/* FALSE with @words as the error, and the row marked, if there is nothing in it. */
gboolean fiel_first_run_page_require (GtkWidget *row, const char *words, GError **error);

G_END_DECLS
