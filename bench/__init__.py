"""Speed and accuracy beside the stock French Rasa set-up, measured in the same run."""
