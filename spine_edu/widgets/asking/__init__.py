"""Questions on screen and on paper, quizzes, exams and the worklist: what is answered here comes into the learner's log.

Lessons, pages and the presenter come here; what is right was decided by `spine_edu.quiz` and `spine_edu.practice`.
"""
