//! What a person does at the door on a screen, for the picture beside the words.

use super::Stage;
use super::reset::Reset;
use crate::journey::message::Message;
use crate::journey::screen::{Body, Scene, Screen};
use crate::journey::trouble::Trouble;

/// What is to be done at the door. What went wrong comes first: its advice is what to do now. The reset button is drawn only with the
/// instructions for it, which stay hidden until everything is proved (S1).
pub(super) fn scene(stage: &Stage, screen: &Screen<Message>, trouble: Option<&Trouble>) -> Option<Scene> {
    match (stage, trouble) {
        (Stage::Reset(Reset::Buttons { .. }), _) => Some(Scene::HoldButton),
        (_, Some(trouble)) => trouble.scene(),
        (Stage::Find(_) | Stage::ReAdd(_), None) => {
            matches!(screen.body, Body::Progress(_)).then_some(Scene::TouchKeypad)
        }
        (Stage::Door(_), None) => matches!(screen.body, Body::Proof(_)).then_some(Scene::TypeCode),
        (Stage::Ready(_), None) => matches!(screen.body, Body::Checklist { .. }).then_some(Scene::OpenDoor),
        _ => None,
    }
}
