/* fiel-attempt-state.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-attempt-state.h"

/* The enumerations of an attempt. Their nicknames are stored in journals that outlive this program: a nickname never
 * changes its meaning and is never used again for another. */

/* clang-format off */
G_DEFINE_ENUM_TYPE (FielAttemptKind, fiel_attempt_kind,
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_KIND_SALE, "sale"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_KIND_REFUND, "refund"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_KIND_VOID, "void"))

G_DEFINE_ENUM_TYPE (FielAttemptState, fiel_attempt_state,
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_STATE_PROPOSED, "proposed"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_STATE_SAVED, "saved"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_STATE_SENT, "sent"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_STATE_ACCEPTED, "accepted"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_STATE_UNKNOWN, "unknown"),
  G_DEFINE_ENUM_VALUE (FIEL_ATTEMPT_STATE_CLOSED, "closed"))

G_DEFINE_ENUM_TYPE (FielOutcome, fiel_outcome,
  G_DEFINE_ENUM_VALUE (FIEL_OUTCOME_NONE, "none"),
  G_DEFINE_ENUM_VALUE (FIEL_OUTCOME_APPROVED, "approved"),
  G_DEFINE_ENUM_VALUE (FIEL_OUTCOME_PARTLY_APPROVED, "partly-approved"),
  G_DEFINE_ENUM_VALUE (FIEL_OUTCOME_DECLINED, "declined"),
  G_DEFINE_ENUM_VALUE (FIEL_OUTCOME_CANCELLED, "cancelled"),
  G_DEFINE_ENUM_VALUE (FIEL_OUTCOME_REFUSED, "refused"),
  G_DEFINE_ENUM_VALUE (FIEL_OUTCOME_NOT_SENT, "not-sent"),
  G_DEFINE_ENUM_VALUE (FIEL_OUTCOME_NOT_EXECUTED, "not-executed"),
  G_DEFINE_ENUM_VALUE (FIEL_OUTCOME_HAND_CHARGED, "hand-charged"),
  G_DEFINE_ENUM_VALUE (FIEL_OUTCOME_HAND_NOT_CHARGED, "hand-not-charged"))

G_DEFINE_ENUM_TYPE (FielCancelState, fiel_cancel_state,
  G_DEFINE_ENUM_VALUE (FIEL_CANCEL_STATE_NONE, "none"),
  G_DEFINE_ENUM_VALUE (FIEL_CANCEL_STATE_ASKED, "asked"),
  G_DEFINE_ENUM_VALUE (FIEL_CANCEL_STATE_AGREED, "agreed"),
  G_DEFINE_ENUM_VALUE (FIEL_CANCEL_STATE_REFUSED, "refused"),
  G_DEFINE_ENUM_VALUE (FIEL_CANCEL_STATE_UNANSWERED, "unanswered"))
/* clang-format on */

/**
 * fiel_outcome_moved_money:
 *
 * Returns: whether money moved, wholly or in part, as far as evidence or a manager says
 */
gboolean
fiel_outcome_moved_money (FielOutcome outcome)
{
  switch (outcome)
    {
    case FIEL_OUTCOME_APPROVED:
    case FIEL_OUTCOME_PARTLY_APPROVED:
    case FIEL_OUTCOME_HAND_CHARGED:
      return TRUE;

    case FIEL_OUTCOME_NONE:
    case FIEL_OUTCOME_DECLINED:
    case FIEL_OUTCOME_CANCELLED:
    case FIEL_OUTCOME_REFUSED:
    case FIEL_OUTCOME_NOT_SENT:
    case FIEL_OUTCOME_NOT_EXECUTED:
    case FIEL_OUTCOME_HAND_NOT_CHARGED:
      return FALSE;
    }

  g_return_val_if_reached (FALSE);
}

/**
 * fiel_outcome_is_by_hand:
 *
 * Returns: whether a manager decided, not evidence
 */
gboolean
fiel_outcome_is_by_hand (FielOutcome outcome)
{
  return outcome == FIEL_OUTCOME_HAND_CHARGED || outcome == FIEL_OUTCOME_HAND_NOT_CHARGED;
}

/**
 * fiel_outcome_allows_new_attempt:
 *
 * Returns: whether the same amount of the same ticket may be asked for again: the attempt is closed and nothing moved
 */
gboolean
fiel_outcome_allows_new_attempt (FielOutcome outcome)
{
  return outcome != FIEL_OUTCOME_NONE && !fiel_outcome_moved_money (outcome);
}

/**
 * fiel_enum_nick:
 * @type: a registered enumeration
 * @value: one of its values
 *
 * Returns: (transfer none) (nullable): the nickname as stored and printed, or NULL for a value @type does not have
 */
const char *
fiel_enum_nick (GType type, int value)
{
  g_autoptr (GEnumClass) class = NULL;
  const GEnumValue *row;

  g_return_val_if_fail (G_TYPE_IS_ENUM (type), NULL);

  class = g_type_class_ref (type);
  row = g_enum_get_value (class, value);

  return row != NULL ? row->value_nick : NULL;
}

/**
 * fiel_enum_parse:
 * @type: a registered enumeration
 * @nick: (nullable): a nickname, exactly as fiel_enum_nick() gives it
 * @value: (out): the value; untouched on failure
 *
 * Returns: FALSE for text that is no nickname of @type
 */
gboolean
fiel_enum_parse (GType type, const char *nick, int *value)
{
  g_autoptr (GEnumClass) class = NULL;
  const GEnumValue *row;

  g_return_val_if_fail (G_TYPE_IS_ENUM (type), FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (nick == NULL)
    return FALSE;

  class = g_type_class_ref (type);
  row = g_enum_get_value_by_nick (class, nick);
  /* Newer GLib finds what is spelled in another way as well. */
  if (row == NULL || !g_str_equal (row->value_nick, nick))
    return FALSE;

  *value = row->value;

  return TRUE;
}
