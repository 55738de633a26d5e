### Acts of the team: roles, another person's data. Read in the bot chat.

role-ask =
    { $role ->
        [person] <b>Take the role away?</b>
       *[other] <b>Give a role?</b>
    }

    { $who }
    Role: { $role ->
        [owner] owner
        [admin] admin
        [support] support
        [analyst] analyst
       *[other] none, a person like everybody
    }

    The button works once, for ten minutes.
role-ask-yes = Yes, do it
role-ask-no = No, leave it
role-done =
    { $role ->
        [person] The role is gone: { $who }.
       *[other] Done. { $who } is now { $role ->
            [owner] owner
            [admin] admin
            [support] support
           *[other] analyst
        }.
    }
role-told =
    { $role ->
        [person] Your role in the reLove team was taken away. Your path and everything of yours stays with you.
       *[other] You were given a role in the reLove team: { $role ->
            [owner] owner
            [admin] admin
            [support] support
           *[other] analyst
        }. It works at once; the team's section is in the app.
    }
export-ask =
    <b>Export another person's data?</b>

    { $who }
    A file with everything that is kept about this person will come here, readable. The export stays in the audit, and the person sees it in their own.

    The button works once, for ten minutes.
export-ask-yes = Yes, export
export-ask-no = No, never mind
export-sent =
    { $who }

    The file is personal. Delete it when it is no longer needed.
erase-ask =
    <b>Erase this person?</b>

    { $who }
    All conversations and summaries, stages of the path, settings, consents and sign-ins will be gone. Nobody can bring them back. The person gets a message.

    The button works once, for ten minutes.
erase-ask-yes = Yes, erase everything
erase-ask-no = No, leave it
erase-done = Erased. { $at }, number <code>{ $number }</code>.
erase-told =
    <b>The reLove team erased everything that was kept about you.</b> { $at }

    Number: <code>{ $number }</code>

    Only this number, the time and a fingerprint remain, which tells nobody who you are without our key. The chat can be deleted in Telegram itself. Should you want to begin again — /start
error-role-out-of-reach = Only an owner gives and takes the roles of owner and admin.
error-role-unchanged = This person has that role already.
error-last-owner = This is the last owner: there must be another one first.
error-person-not-found = There is no such person here.
error-person-out-of-reach = Only an owner can do this with the data of owners and admins.
error-person-is-yourself = This is you. For yourself there are /my_data and /forget_me.
error-not-in-care = There is no care pause now: nothing to lift.
